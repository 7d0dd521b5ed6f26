import { stringify } from "node:querystring"
import { type Header, valueOf } from "./headers.ts"
import { checkBodySize, checkGivenHash, checkSpelling, checkStreamHash } from "./sendable.ts"
import { sdkHmacSha256 } from "./sdkHmacSha256.ts"
import type { Credentials } from "./credentials.ts"
import type { SigningOptions } from "./signedFetch.ts"
import type { SigningAlgorithm } from "./signingAlgorithm.ts"

/** What undici's options of a request tell that a signature covers. */
export interface DispatchedRequest {
  readonly origin?: string | URL
  readonly path: string
  readonly method: string
  readonly headers?: object | null
  // undici's own type; node:querystring takes whatever it is.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly query?: Record<string, any>
  readonly body?: unknown
}

type Dispatch<Options, Handler> = (options: Options, handler: Handler) => boolean

const pairsOf = (headers: object): ReadonlyArray<readonly [unknown, unknown]> => {
  if (!Array.isArray(headers))
    // As undici takes them: pairs if they can be iterated, else a record.
    return Symbol.iterator in headers
      ? [...(headers as Iterable<readonly [unknown, unknown]>)]
      : Object.entries(headers)
  return headers.flatMap((name, at) => (at % 2 === 0 ? [[name, headers[at + 1]] as const] : []))
}

const headerList = (headers: object): ReadonlyArray<Header> =>
  pairsOf(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((each) => each !== undefined)
      .map((each): Header => [String(name), each === null ? "" : String(each)])
  )

const plainPath = /^\/[!"$-~]*$/

const sentPath = ({ path, query }: DispatchedRequest): string => {
  const text = stringify(query)
  const sent = text === "" ? path : `${path}${path.includes("?") ? "&" : "?"}${text}`
  if (plainPath.test(sent)) return sent
  throw new TypeError("path must begin with / and hold visible ASCII without #")
}

const originOf = ({ origin }: DispatchedRequest): string => {
  if (origin !== undefined) return new URL(origin).origin
  throw new TypeError("origin is missing: compose the interceptor, or give it with each request")
}

const signedBody = (
  body: unknown,
  headers: ReadonlyArray<Header>,
  algorithm: SigningAlgorithm
): string | Uint8Array => {
  const given = valueOf(headers, algorithm.payloadHashHeader)
  const bytes = body ?? ""
  if (typeof bytes !== "string" && !(bytes instanceof Uint8Array)) {
    checkStreamHash(given, algorithm)
    return ""
  }
  checkBodySize(Buffer.byteLength(bytes))
  if (given !== undefined) checkGivenHash(given, algorithm.hash(bytes), algorithm)
  return bytes
}

/**
 * An interceptor for undici's `compose` that signs each attempt for the moment it is made. Compose
 * it before what retries; with one that follows redirects it would sign for whatever host they name.
 */
export const signingInterceptor =
  (
    credentials: Credentials,
    { algorithm = sdkHmacSha256, signedHeaders = [], now = () => new Date() }: SigningOptions = {}
  ) =>
  <Options extends DispatchedRequest, Handler>(
    dispatch: Dispatch<Options, Handler>
  ): Dispatch<Options, Handler> =>
  (options, handler) => {
    const { method } = options
    const path = sentPath(options)
    const headers = headerList(options.headers ?? {})
    const lowerCase = headers.map(([name, value]): Header => [name.toLowerCase(), value])
    const body = signedBody(options.body, lowerCase, algorithm)
    const url = `${originOf(options)}${path}`
    const request = { method, url, headers, body, signedHeaders }
    const signed = algorithm.sign(request, credentials, now())
    checkSpelling(signed)
    const replaced = new Set(signed.headers.map(([name]) => name))
    const kept = headers.filter(([name]) => !replaced.has(name.toLowerCase()))
    const sent = [...kept, ...signed.headers].flat()
    return dispatch({ ...options, path, query: undefined, headers: sent }, handler)
  }
