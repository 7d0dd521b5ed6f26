import { problemsOf } from "@codearts/api"
import { Effect, Redacted, Schema } from "effect"
import type { Credentials } from "../credentials.ts"
import { broken, type Found, type Unusable } from "./Source.ts"

const optional = Schema.optionalKey(Schema.NonEmptyString)

/** The fields in which credentials are written in a file of ours, and by a command. */
export const writtenFields = {
  access_key: optional,
  secret_key: optional,
  security_token: optional,
  token: optional,
  user_name: optional,
  domain_name: optional,
  password: optional,
  project_name: optional,
  project_id: optional,
  domain_id: optional,
  expires_at: optional
}

/** The rules of all of them. */
export const WrittenCredentials = Schema.Struct(writtenFields)

/** Credentials as they are written. */
export type WrittenCredentials = typeof WrittenCredentials.Type

/** A value that keeps every rule of a schema, or the rules that it breaks, without their values. */
export const check = <A>(
  schema: Schema.Decoder<A>,
  value: unknown,
  where: string
): Effect.Effect<A, Unusable> =>
  Effect.fromResult(
    Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error" })(value)
  ).pipe(
    Effect.mapError(({ issue }) => {
      const rules = problemsOf(issue).map(({ field, rule }) => `${field} ${rule}`.trim())
      return broken(`${where}: ${rules.join("; ")}`)
    })
  )

const scopeOf = ({ domain_id, project_id }: WrittenCredentials) => ({
  ...(project_id !== undefined && { projectId: project_id }),
  ...(domain_id !== undefined && { domainId: domain_id })
})

const accessKey = (written: WrittenCredentials): Credentials | undefined => {
  const { access_key, secret_key, security_token } = written
  if (access_key === undefined || secret_key === undefined) return undefined
  return {
    _tag: "AccessKey",
    accessKey: access_key,
    secretKey: Redacted.make(secret_key),
    ...(security_token !== undefined && { securityToken: Redacted.make(security_token) }),
    ...scopeOf(written)
  }
}

const token = (written: WrittenCredentials): Credentials | undefined =>
  written.token === undefined
    ? undefined
    : { _tag: "Token", token: Redacted.make(written.token), ...scopeOf(written) }

const password = (written: WrittenCredentials): Credentials | undefined => {
  const { domain_name, password, project_name, user_name } = written
  if (domain_name === undefined || password === undefined || user_name === undefined) {
    return undefined
  }
  return {
    _tag: "Password",
    domainName: domain_name,
    userName: user_name,
    password: Redacted.make(password),
    ...(project_name !== undefined && { projectName: project_name })
  }
}

/** The fields that belong together: some without the others are credentials half written. */
const kinds = [
  { fields: ["access_key", "secret_key"], read: accessKey },
  { fields: ["token"], read: token },
  { fields: ["user_name", "domain_name", "password"], read: password }
] as const

const begun = (written: WrittenCredentials) =>
  kinds.filter(({ fields }) => fields.some((field) => written[field] !== undefined))

const endOf = ({ expires_at }: WrittenCredentials) =>
  expires_at === undefined ? undefined : Date.parse(expires_at)

/**
 * The credentials in written fields: none, or those of exactly one kind. `where` names the place,
 * and `name` a field as it is called there.
 */
export const readWritten = (
  written: WrittenCredentials,
  where: string,
  name: (field: string) => string = (field) => field
): Effect.Effect<Found | undefined, Unusable> => {
  const [kind, ...others] = begun(written)
  const ends = endOf(written)
  if (kind === undefined) return Effect.succeed(undefined)
  if (others.length > 0) {
    return Effect.fail(broken(`${where} has credentials of more than one kind, keep one`))
  }
  if (ends !== undefined && Number.isNaN(ends)) {
    return Effect.fail(broken(`${where}: ${name("expires_at")} must be a time`))
  }
  const credentials = kind.read(written)
  if (credentials === undefined) {
    const missing = kind.fields.filter((field) => written[field] === undefined).map(name)
    return Effect.fail(broken(`${where} has half of the credentials: no ${missing.join(", no ")}`))
  }
  return Effect.succeed({ credentials, ...(ends !== undefined && { ends }) })
}
