import type { Dispatcher } from "undici"
import { printable } from "./printable.ts"

/** A request as it was or would have been sent, its proof and its tokens hidden. */
export interface ShownRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

const hidden = "***"

/** The value of a header without what proves who sends it. */
export const shownHeader = (name: string, value: string): string => {
  if (name === "authorization")
    return /Signature=/u.test(value)
      ? value.replace(/Signature=.*$/u, `Signature=${hidden}`)
      : hidden
  return /token|cookie|secret/u.test(name) ? hidden : value
}

const headersOf = ({ headers }: Dispatcher.DispatchOptions) => {
  const flat = Array.isArray(headers) ? headers.map(String) : Object.entries(headers ?? {}).flat()
  return Object.fromEntries(
    flat.flatMap((name, index) =>
      index % 2 === 0
        ? [[String(name), shownHeader(String(name).toLowerCase(), String(flat[index + 1] ?? ""))]]
        : []
    )
  )
}

const secretField = /("(?:password|secret|secret_key|token|id_token)"\s*:\s*)"(?:[^"\\]|\\.)*"/gu
const secretParameter = /((?:^|[?&])[^=&]*(?:token|secret|signature|password)[^=&]*=)[^&]*/giu

const bodyOf = ({ body }: Dispatcher.DispatchOptions) => {
  if (typeof body !== "string" && !(body instanceof Uint8Array)) return {}
  return { body: Buffer.from(body).toString().replace(secretField, `$1"${hidden}"`) }
}

/** A request as people may see it. */
export const shownRequest = (request: Dispatcher.DispatchOptions): ShownRequest => ({
  method: request.method,
  url: `${String(request.origin)}${request.path.replace(secretParameter, `$1${hidden}`)}`,
  headers: headersOf(request),
  ...bodyOf(request)
})

/** A request line by line, none of which can drive a terminal. */
export const requestLines = ({ body, headers, method, url }: ShownRequest): ReadonlyArray<string> =>
  [
    `${method} ${url}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ["", body])
  ].map(printable)
