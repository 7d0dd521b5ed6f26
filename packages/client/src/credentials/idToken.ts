import { subjectTokenHeader } from "@codearts/api"
import { Effect, Result } from "effect"
import type { Dispatcher } from "undici"
import type { Credentials } from "../credentials.ts"
import { readEndpoint } from "../endpoint.ts"
import { type Answered, ask, type Asked } from "./ask.ts"
import { type Environment, variable } from "./environment.ts"
import { readTextFile } from "./readFile.ts"
import { absent, broken, type Found, type Source, type Unusable } from "./Source.ts"
import { readTemporaryKey } from "./temporaryKey.ts"

/** An identity provider's token, and who exchanges it. */
export interface IdToken {
  readonly idpId: string
  readonly idTokenFile: string
  /** Of the identity service, as `https://host`, or a host alone. */
  readonly endpoint?: string | undefined
  readonly projectId?: string | undefined
  readonly domainId?: string | undefined
  /** Carries both requests; by default a connection of its own. */
  readonly dispatcher?: Dispatcher | undefined
}

const defaultEndpoint = "https://iam.myhuaweicloud.com"

// The official SDKs take a host alone too.
const originOf = (endpoint: string) =>
  Effect.fromResult(
    Result.mapError(
      readEndpoint(endpoint.includes("://") ? endpoint : `https://${endpoint}`),
      ({ message }) => broken(`of the identity service, ${message}`)
    )
  )

const passage = ({ dispatcher }: IdToken) => ({
  deadline: 10_000,
  ...(dispatcher !== undefined && { dispatcher })
})

const refused = ({ header, status }: Answered, what: string) => {
  const id = header("x-request-id") ?? header("x-iam-trace-id") ?? ""
  const quoted = /^[\w.:-]{1,100}$/u.test(id) ? `, request id ${id}` : ""
  return broken(`the identity service refused ${what} with status ${status}${quoted}`)
}

const post = Effect.fnUntraced(function* (
  given: IdToken,
  {
    body,
    headers,
    path,
    what
  }: Omit<Asked, "body" | "method" | "url"> & {
    readonly path: string
    readonly body: unknown
    readonly what: string
  }
) {
  const origin = yield* originOf(given.endpoint ?? defaultEndpoint)
  const asked: Asked = {
    method: "POST",
    url: `${origin}${path}`,
    headers: { "Content-Type": "application/json;charset=UTF-8", ...headers },
    body: JSON.stringify(body)
  }
  const answer = yield* Effect.mapError(ask(asked, passage(given)), (reason) =>
    broken(`the identity service did not answer (${reason})`)
  )
  return answer.status === 200 || answer.status === 201 ? answer : yield* refused(answer, what)
})

const unscopedToken = Effect.fnUntraced(function* (given: IdToken) {
  const text = yield* Effect.mapError(readTextFile(given.idTokenFile), ({ why }) => broken(why))
  const { header } = yield* post(given, {
    path: "/v3.0/OS-AUTH/id-token/tokens",
    headers: { "X-Idp-Id": given.idpId },
    body: { auth: { id_token: { id: text.trim() } } },
    what: "the id token"
  })
  const token = header(subjectTokenHeader)
  return token === undefined || token === ""
    ? yield* broken("the identity service answered without X-Subject-Token")
    : token
})

const temporaryKey = Effect.fnUntraced(function* (given: IdToken, token: string) {
  const identity = { methods: ["token"], token: { id: token, duration_seconds: 21_600 } }
  const { text } = yield* post(given, {
    path: "/v3.0/OS-CREDENTIAL/securitytokens",
    body: { auth: { identity } },
    what: "a temporary key"
  })
  return yield* readTemporaryKey(text, "the identity service")
})

const scoped = (credentials: Credentials, { domainId, projectId }: IdToken): Credentials => ({
  ...credentials,
  ...(projectId !== undefined && { projectId }),
  ...(domainId !== undefined && { domainId })
})

/** Exchanges an id token for a temporary key of six hours; the file is read anew each time. */
export const exchangeIdToken = (given: IdToken): Effect.Effect<Found, Unusable> =>
  Effect.gen(function* () {
    if (!/^[\x21-\x7e]+$/u.test(given.idpId)) {
      return yield* broken("the id of the identity provider must be visible ASCII characters")
    }
    const found = yield* temporaryKey(given, yield* unscopedToken(given))
    return { ...found, credentials: scoped(found.credentials, given) }
  })

const idpName = "HUAWEICLOUD_SDK_IDP_ID"
const fileName = "HUAWEICLOUD_SDK_ID_TOKEN_FILE"

/** An identity provider's token in the file that the variables of the official SDKs name. */
export const idToken = (environment: Environment, dispatcher?: Dispatcher): Source => ({
  name: "id token of an identity provider",
  find: Effect.suspend((): Effect.Effect<Found, Unusable> => {
    const idpId = variable(environment, idpName)
    const idTokenFile = variable(environment, fileName)
    if (idpId === undefined && idTokenFile === undefined) {
      return Effect.fail(absent(`${idpName} and ${fileName} are not set`))
    }
    if (idpId === undefined) return Effect.fail(broken(`${idpName} is not set, but ${fileName} is`))
    if (idTokenFile === undefined) {
      return Effect.fail(broken(`${fileName} is not set, but ${idpName} is`))
    }
    return exchangeIdToken({
      idpId,
      idTokenFile,
      endpoint: variable(environment, "HUAWEICLOUD_SDK_IAM_ENDPOINT"),
      projectId: variable(environment, "HUAWEICLOUD_SDK_PROJECT_ID"),
      domainId: variable(environment, "HUAWEICLOUD_SDK_DOMAIN_ID"),
      dispatcher
    })
  })
})
