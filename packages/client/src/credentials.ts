import type { Redacted } from "effect"

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
