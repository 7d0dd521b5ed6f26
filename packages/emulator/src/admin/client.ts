import { InvalidRequest, problemsOf, readErrorBody } from "@codearts/api"
import { Data, Effect, Redacted, Schema } from "effect"
import { type Dispatcher, request } from "undici"
import {
  type AdminInput,
  adminOperation,
  type AdminOperationName,
  adminOperationNames,
  type AdminOutput
} from "./contract.ts"

/** The admin API refused. */
export class AdminError extends Data.TaggedError("AdminError")<{
  readonly status: number
  readonly error_code: string
  readonly error_msg: string
  readonly request_id?: string
}> {
  override get message() {
    return `${this.error_code}: ${this.error_msg}`
  }
}

/** The admin API knows no such token. */
export class AdminTokenRefused extends Data.TaggedError("AdminTokenRefused") {
  override get message() {
    return "the admin API refuses the token"
  }
}

/** No admin API answers at the address. */
export class NoAdminAnswer extends Data.TaggedError("NoAdminAnswer")<{
  readonly message: string
}> {}

/** How a call of the admin API can fail. */
export type AdminFailure = AdminError | AdminTokenRefused | InvalidRequest | NoAdminAnswer

type Call<Name extends AdminOperationName> =
  {} extends AdminInput<Name>
    ? (input?: AdminInput<Name>) => Effect.Effect<AdminOutput<Name>, AdminFailure>
    : (input: AdminInput<Name>) => Effect.Effect<AdminOutput<Name>, AdminFailure>

/** What the admin API does, each an effect that is sent anew each time it runs. */
export type AdminClient = { readonly [Name in AdminOperationName]: Call<Name> }

/** Where the admin API is, and what lets its caller in. */
export interface AdminClientOptions {
  /** Such as `http://127.0.0.1:8091`. */
  readonly url: string
  /** Not needed in the emulator's own process. */
  readonly token?: Redacted.Redacted
  /** Carries the requests; undici's own when absent. */
  readonly dispatcher?: Dispatcher
}

type Fields = Readonly<Record<string, unknown>>

const invalid = ({ issue }: Schema.SchemaError) =>
  new InvalidRequest({ problems: problemsOf(issue) })

const encode = (name: AdminOperationName, input: unknown) =>
  Schema.encodeUnknownEffect(adminOperation(name).input, {
    errors: "all"
  })(input).pipe(Effect.mapError(invalid))

/** The path with its fields filled in, and the fields that are left. */
const placed = (template: string, fields: Fields) => {
  const rest = { ...fields }
  const path = template.replace(/\{(\w+)\}/gu, (_, name: string) => {
    delete rest[name]
    return encodeURIComponent(String(fields[name]))
  })
  return { path, rest }
}

const failed = (cause: unknown) =>
  new NoAdminAnswer({
    message: `no answer from the admin API: ${cause instanceof Error ? cause.message : String(cause)}`
  })

const answered = Effect.fnUntraced(function* (
  name: AdminOperationName,
  { body, headers, statusCode: status }: Dispatcher.ResponseData
) {
  const text = yield* Effect.tryPromise({ try: () => body.text(), catch: failed })
  if (headers["x-codearts-extension"] !== "admin")
    return yield* new NoAdminAnswer({
      message: `what answers there (${status}) is no admin API of an emulator`
    })
  if (status === 401) return yield* new AdminTokenRefused()
  if (status !== 200) return yield* new AdminError({ status, ...readErrorBody(status, text) })
  return yield* Schema.decodeEffect(Schema.fromJsonString(adminOperation(name).output))(text).pipe(
    Effect.mapError(failed)
  )
})

const call = Effect.fnUntraced(function* (
  name: AdminOperationName,
  input: unknown,
  { dispatcher, token, url }: AdminClientOptions
) {
  const { method, path: template } = adminOperation(name)
  const { path, rest } = placed(template, yield* encode(name, input))
  const body = method === "GET" || method === "DELETE" ? undefined : JSON.stringify(rest)
  const response = yield* Effect.tryPromise({
    try: (signal) =>
      request(new URL(path, url), {
        method,
        signal,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${Redacted.value(token)}` }),
          ...(body !== undefined && { "content-type": "application/json" })
        },
        ...(body !== undefined && { body }),
        ...(dispatcher !== undefined && { dispatcher })
      }),
    catch: failed
  })
  return yield* answered(name, response)
})

/** A client of the admin API of an emulator, here or in another process. */
export const adminClient = (options: AdminClientOptions): AdminClient =>
  Object.fromEntries(
    adminOperationNames.map((name) => [name, (input: unknown = {}) => call(name, input, options)])
  ) as unknown as AdminClient // each is called with the input of its own operation, and decodes its output
