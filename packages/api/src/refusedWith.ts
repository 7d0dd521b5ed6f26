import { Schema } from "effect"
import { HttpApiSchema } from "effect/http-api"
import { ErrorBody } from "./errorBody.ts"

const meanings = {
  400: "A rule of the request is broken.",
  401: "Not authenticated, or not permitted: this API answers 401 for both.",
  403: "Understood and refused.",
  404: "No such entry, or no such address.",
  405: "The address exists, this method does not.",
  408: "The server gave up waiting.",
  409: "In conflict with the present state, or submitted before.",
  413: "The body is over 12 MB.",
  415: "The body is not application/json.",
  424: "A service behind this one failed.",
  429: "Too many requests, or a locked account.",
  500: "The server failed.",
  502: "A gateway could not reach what is behind it, or did not understand it.",
  503: "Not available for now.",
  504: "A gateway gave up waiting for what is behind it."
}

type Status = keyof typeof meanings

/** What may come of any request. */
const refused = [400, 401, 403, 404, 405, 408, 424, 429, 500, 502, 503, 504] as const

/** What may come of a request with a body, which can change something. */
export const refusedOfBodies = [...refused, 409, 413, 415] as const

const refusal = (status: Status, body: Schema.Top): Schema.Top =>
  // Annotated itself, the body would be another component of the OpenAPI document for each status.
  Schema.suspend(() => body)
    .annotate({ description: meanings[status] })
    .pipe(HttpApiSchema.status(status))

// One for all operations: what is looked up of a schema is looked up once.
const made = new Map<Schema.Top, Map<Status, Schema.Top>>()

const sharedRefusal = (status: Status, body: Schema.Top): Schema.Top => {
  const ofBody = made.get(body) ?? new Map<Status, Schema.Top>()
  made.set(body, ofBody)
  const schema = ofBody.get(status) ?? refusal(status, body)
  ofBody.set(status, schema)
  return schema
}

/** The refusals of an operation by status, all of one shape: by default the data plane's. */
export const refusedWith = (
  statuses: ReadonlyArray<Status> = refused,
  body: Schema.Top = ErrorBody
): ReadonlyArray<Schema.Top> => statuses.map((status) => sharedRefusal(status, body))
