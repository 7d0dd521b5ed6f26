import { Schema } from "effect"

const Texts = Schema.NonEmptyArray(Schema.NonEmptyString)

const Moment = Schema.String.check(
  Schema.makeFilter(
    (text) =>
      /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:\d\d)$/u.test(text) && !Number.isNaN(Date.parse(text)),
    { expected: "a moment with its zone, such as 2026-12-31T18:00:00Z" }
  )
)

const Grant = Schema.Struct({
  verbs: Schema.NonEmptyArray(
    Schema.Literals(["list", "delete"]).annotate({ expected: "list or delete" })
  ),
  enterprise_ids: Schema.optionalKey(Texts),
  regions: Schema.optionalKey(Texts),
  /** In which `*` stands for any text. */
  vpcep_ids: Schema.optionalKey(Texts),
  not_before: Schema.optionalKey(Moment),
  not_after: Schema.optionalKey(Moment)
})

/** What may be done. */
export const Grants = Schema.Array(Grant)
