import { type OperationName, operations } from "@codearts/api"
import { lookup } from "@codearts/error-catalog"
import { Schema } from "effect"

const names = Object.keys(operations) as ReadonlyArray<OperationName> // the contract's own names

const badCode = ({
  error_code,
  status
}: {
  readonly error_code?: string
  readonly status?: number
}) => {
  if (error_code === undefined)
    return status === undefined ? undefined : "status: must come with an error_code"
  const known = lookup(error_code)
  if (known.length === 0) return "error_code: must be a code of the catalog"
  const statuses = known.map((row) => row.status)
  if (status === undefined)
    return statuses.length === 1 ? undefined : `status: must be one of ${statuses.join(", ")}`
  return statuses.includes(status) ? undefined : `status: must be ${statuses.join(" or ")}`
}

/** What happens to one request. One that names nothing is answered as usual. */
const FaultStep = Schema.Struct({
  error_code: Schema.optionalKey(Schema.String.annotate({ description: "A code of the catalog." })),
  status: Schema.optionalKey(
    Schema.Int.annotate({ description: "Needed for a code that comes with several." })
  ),
  retry_after: Schema.optionalKey(
    Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 86_400 })).annotate({
      description: "Seconds, sent as Retry-After."
    })
  ),
  latency: Schema.optionalKey(
    Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 600_000 })).annotate({
      description: "Milliseconds of real time, before anything else."
    })
  ),
  reset: Schema.optionalKey(
    Schema.Literals(["before", "after"]).annotate({
      description:
        "Cuts the connection: before the request is looked at, or after it was carried out."
    })
  )
}).check(Schema.makeFilter(badCode))

/** Which requests meet a fault, and what it does to each. */
export const FaultRule = Schema.Struct({
  operation: Schema.optionalKey(
    Schema.Literals(names).annotate({ description: "Of every operation when absent." })
  ),
  probability: Schema.optionalKey(
    Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 })).annotate({
      description: "How likely a request meets it; each does when absent."
    })
  ),
  seed: Schema.optionalKey(
    Schema.Int.annotate({ description: "The same seed draws the same requests; 0 when absent." })
  ),
  times: Schema.optionalKey(
    Schema.Int.check(Schema.isGreaterThanOrEqualTo(1)).annotate({
      description: "How many requests meet it; no end when absent."
    })
  ),
  steps: Schema.Array(FaultStep)
    .check(Schema.isBetweenLength(1, 100, { expected: "1 to 100 steps" }))
    .annotate({ description: "One for each request that meets it, in turn, over and over." })
})

/** A fault that is asked for. */
export type FaultRule = typeof FaultRule.Type
