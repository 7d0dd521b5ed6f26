import { type Credentials, type Lister, make } from "@codearts/client"
import { header, type ReceivedRequest } from "@codearts/ingress"
import type * as Signing from "@codearts/signing"
import { Effect, Redacted } from "effect"
import type { Dispatcher } from "undici"

/** How an upstream is reached for a reading of the gateway's own. */
export interface Reach {
  readonly dispatcher: Dispatcher
  readonly origin: string
  readonly region: string
  readonly deadline: number
}

/** The project and the account that a request is for, which a reading before it must be for too. */
const scopeOf = (received: ReceivedRequest) => {
  const projectId = header(received, "x-project-id")
  const domainId = header(received, "x-domain-id")
  return {
    ...(projectId !== undefined && { projectId }),
    ...(domainId !== undefined && { domainId })
  }
}

/** An access key as the client takes it, for the project and account of a request. */
export const byKey = (
  { accessKey, secretKey, securityToken }: Signing.Credentials,
  received: ReceivedRequest
): Credentials => ({
  _tag: "AccessKey",
  accessKey,
  secretKey: Redacted.make(secretKey),
  ...(securityToken !== undefined && { securityToken: Redacted.make(securityToken) }),
  ...scopeOf(received)
})

/** A token as the client takes it, for the project and account of a request. */
export const byToken = (
  received: ReceivedRequest,
  token: Redacted.Redacted = Redacted.make(header(received, "x-auth-token") ?? "")
): Credentials => ({ _tag: "Token", token, ...scopeOf(received) })

/** A client that reads lists; where it goes was checked when the settings were read. */
export const lister = (
  { deadline, dispatcher, origin, region }: Reach,
  credentials: Credentials
): Effect.Effect<Lister> =>
  make({
    credentials,
    region,
    endpoint: origin,
    dispatcher,
    deadline,
    plainHttp: "anywhere",
    // A deletion is signed with the time of this machine, so a reading must not fare better.
    correctClock: false
  }).pipe(Effect.scoped, Effect.orDie)
