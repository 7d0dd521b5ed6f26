import {
  json,
  type Refusal,
  refusalAnswer,
  refusalOfDefect,
  refuse,
  wrongMethod
} from "@codearts/admission"
import { problemsOf } from "@codearts/api"
import { type Answer, parseJson, type ReceivedRequest } from "@codearts/ingress"
import { Effect, Predicate, Schema } from "effect"
import { explainDefect } from "../outage.ts"
import { acts } from "./acts.ts"
import { adminOperation, type AdminOperationName, adminOperationNames } from "./contract.ts"

/** Tells every answer of this API from those of the documented one. */
const extension: Answer["headers"][number] = ["X-Codearts-Extension", "admin"]

type Fields = Readonly<Record<string, unknown>>

/** The fields in a path, if it is one of a template's. */
const fieldsIn = (path: string, template: string): Fields | undefined => {
  const [sent, declared] = [path.split("/"), template.split("/")]
  if (sent.length !== declared.length) return undefined
  const fields: Record<string, string> = {}
  for (const [index, segment] of declared.entries()) {
    const found = sent[index] ?? ""
    const name = /^\{(\w+)\}$/u.exec(segment)?.[1]
    if (name === undefined && found !== segment) return undefined
    if (name !== undefined) fields[name] = decodeURIComponent(found)
  }
  return fields
}

interface Found {
  readonly name: AdminOperationName
  readonly method: string
  readonly fields: Fields
}

const operationsAt = (path: string): ReadonlyArray<Found> =>
  adminOperationNames.flatMap((name) => {
    const { method, path: template } = adminOperation(name)
    const fields = fieldsIn(path, template)
    return fields === undefined ? [] : [{ name, method, fields }]
  })

const invalid = (detail: string) => refuse("UC.00011002", 400, detail)

const bodyOf = ({ body }: ReceivedRequest): Effect.Effect<Fields, Refusal> => {
  if (body.length === 0) return Effect.succeed({})
  const parsed = parseJson(body)
  if (!parsed.ok) return Effect.fail(refuse("UC.00011001", 400, parsed.problem))
  return Predicate.isObject(parsed.value)
    ? Effect.succeed(parsed.value)
    : Effect.fail(invalid("the body: must be an object"))
}

const told = (problems: ReturnType<typeof problemsOf>) =>
  problems.map(({ field, rule }) => (field === "" ? rule : `${field}: ${rule}`)).join("; ")

// The input of one operation goes to the act of the same one, which types lose when a name is chosen late.
type Act = (input: unknown) => ReturnType<(typeof acts)[AdminOperationName]>

const perform = Effect.fnUntraced(function* (request: ReceivedRequest, { fields, name }: Found) {
  const body = yield* bodyOf(request)
  const { input, output } = adminOperation(name)
  const read = yield* Schema.decodeEffect(input, {
    errors: "all",
    onExcessProperty: "error"
  })({ ...body, ...fields }).pipe(Effect.mapError(({ issue }) => invalid(told(problemsOf(issue)))))
  const done = yield* (acts[name] as Act)(read) // what the operation's own schema has decoded
  const written = yield* Effect.orDie(Schema.encodeUnknownEffect(output)(done))
  return json(200, JSON.stringify(written))
})

const lead = (request: ReceivedRequest) => {
  const here = operationsAt(request.path)
  const found = here.find(({ method }) => method === request.method)
  if (found !== undefined) return perform(request, found)
  return here.length === 0
    ? Effect.fail(refuse("APIGW.0101", 404))
    : wrongMethod(request.method, [...here.map(({ method }) => method), "OPTIONS"])
}

const labelled = (answer: Answer): Answer => ({
  ...answer,
  headers: [...answer.headers, extension]
})

/** The answer to a refused request to the admin API. */
export const adminRefusal = (
  refusal: Parameters<typeof refusalAnswer>[0],
  requestId: string
): Answer => labelled(refusalAnswer(refusal, requestId))

/** Answers one request to the admin API, whoever sends it: what listens for it asks for the token. */
export const handleAdmin = (request: ReceivedRequest) =>
  lead(request).pipe(
    Effect.map(labelled),
    Effect.catchTag("Refusal", (refusal) =>
      Effect.succeed(adminRefusal(refusal, request.requestId))
    ),
    Effect.catchDefect((defect) =>
      Effect.as(
        Effect.logError(
          "A request to the admin API failed",
          { request_id: request.requestId },
          defect
        ),
        adminRefusal(refusalOfDefect(explainDefect(defect)), request.requestId)
      )
    )
  )
