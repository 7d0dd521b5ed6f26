import { canonicalUri as canonicalUriOf } from "./canonicalRequest.ts"
import type { Header } from "./headers.ts"
import { lastFew } from "./lastFew.ts"

/** A request as it will be sent: its bytes are signed as they are, none is corrected. */
export interface SignableRequest {
  readonly method: string
  /** Absolute, and already percent-encoded. */
  readonly url: string
  /** A Host among them is signed in place of the one in the URL. */
  readonly headers?: Iterable<Header>
  readonly body?: string | Uint8Array
  /** Names of headers to sign beside those that are signed whenever they are present. */
  readonly signedHeaders?: ReadonlyArray<string>
}

/** Parts of a URL, cut out as they stand. */
interface UrlParts {
  readonly host: string
  readonly path: string
  readonly canonicalUri: string
  readonly query: string
}

// The URL class would drop a default port, resolve dot segments and encode again: not what is sent.
const absoluteUrl = /^https?:\/\/((?:\[[\d:a-f.]+\]|[\w.-]+)(?::\d{1,5})?)(\/[^?#]*)?$/i

const address = lastFew(16, (url) => {
  const parts = absoluteUrl.exec(url)
  if (parts === null)
    throw new TypeError("url must be absolute: http or https, an ASCII host, no user")
  const [, host = "", path = "/"] = parts
  return { host, path, canonicalUri: canonicalUriOf(path) }
})

export const urlParts = (url: string): UrlParts => {
  const fragment = url.indexOf("#")
  const sent = fragment === -1 ? url : url.slice(0, fragment)
  const mark = sent.indexOf("?")
  return mark === -1
    ? { ...address(sent), query: "" }
    : { ...address(sent.slice(0, mark)), query: sent.slice(mark + 1) }
}
