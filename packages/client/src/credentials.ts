import type { Problem } from "@codearts/api"
import { checkAccessKey, checkSecretKey } from "@codearts/signing"
import { Redacted } from "effect"

interface Scope {
  /** Sent, signed, as `X-Project-Id`. */
  readonly projectId?: string
  /** Sent, signed, as `X-Domain-Id`. */
  readonly domainId?: string
}

/** A permanent access key, or a temporary one with its security token: requests are signed. */
export interface AccessKeyCredentials extends Scope {
  readonly _tag: "AccessKey"
  readonly accessKey: string
  readonly secretKey: Redacted.Redacted
  readonly securityToken?: Redacted.Redacted
}

/** A user token scoped to a project: requests carry it as `X-Auth-Token`. */
export interface TokenCredentials extends Scope {
  readonly _tag: "Token"
  readonly token: Redacted.Redacted
}

/** A user's password: exchanged for a token of the region's project, which is kept until it nears its end. */
export interface PasswordCredentials {
  readonly _tag: "Password"
  readonly domainName: string
  readonly userName: string
  readonly password: Redacted.Redacted
  /** Name of the project the token is for; by default the region of the request. */
  readonly projectName?: string
}

/** What a caller can prove who they are with. */
export type Credentials = AccessKeyCredentials | TokenCredentials | PasswordCredentials

const checkHeaderValue = (text: string) =>
  /^[\x21-\x7e]+$/u.test(text) ? undefined : "must be visible ASCII characters, at least one"

/** Of what is sent or signed as it is; the parts of a password are the contract's to check. */
const rules: Readonly<Record<string, (text: string) => string | undefined>> = {
  accessKey: checkAccessKey,
  secretKey: checkSecretKey,
  securityToken: checkHeaderValue,
  token: checkHeaderValue,
  projectId: checkHeaderValue,
  domainId: checkHeaderValue
}

const textOf = (value: unknown) =>
  String(Redacted.isRedacted(value) ? Redacted.value(value) : value)

/** The rules that credentials break: with such no request could be signed, or be sent at all. */
export const credentialProblems = (credentials: Credentials): ReadonlyArray<Problem> =>
  Object.entries(credentials).flatMap(([field, value]) => {
    const rule = value === undefined ? undefined : rules[field]?.(textOf(value))
    return rule === undefined ? [] : [{ field: `credentials.${field}`, rule }]
  })
