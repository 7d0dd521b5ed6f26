import { type Credentials as AccessKeyPair, sign } from "@codearts/signing"
import { Clock, Effect, Redacted } from "effect"
import type { AccessKeyCredentials, TokenCredentials } from "./credentials.ts"
import type { FinalRequest } from "./transport.ts"

const withHeaders = (request: FinalRequest, headers: FinalRequest["headers"]): FinalRequest => ({
  ...request,
  headers: [...request.headers, ...headers]
})

const scope = ({ domainId, projectId }: AccessKeyCredentials | TokenCredentials) => [
  ...(projectId === undefined ? [] : [["x-project-id", projectId] as const]),
  ...(domainId === undefined ? [] : [["x-domain-id", domainId] as const])
]

const pair = ({ accessKey, secretKey, securityToken }: AccessKeyCredentials): AccessKeyPair => ({
  accessKey,
  secretKey: Redacted.value(secretKey),
  ...(securityToken !== undefined && { securityToken: Redacted.value(securityToken) })
})

/** Signs a request, its body included, with the time of this very attempt. */
export const signed = (request: FinalRequest, credentials: AccessKeyCredentials) =>
  Effect.map(Clock.currentTimeMillis, (now) => {
    const scoped = withHeaders(request, scope(credentials))
    const { body, headers, method, url } = scoped
    const signable = { method, url: url.href, headers, ...(body !== undefined && { body }) }
    return withHeaders(scoped, sign(signable, pair(credentials), new Date(now)).headers)
  })

/** Puts a token on a request. */
export const withToken = (request: FinalRequest, credentials: TokenCredentials): FinalRequest =>
  withHeaders(request, [...scope(credentials), ["x-auth-token", Redacted.value(credentials.token)]])
