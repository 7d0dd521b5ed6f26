import type { Header } from "./headers.ts"

/** The outcome of signing, with the steps that led to it. */
export interface SignedHeaders {
  /** To set on the request in place of any of the same name; names are in lower case. */
  readonly headers: ReadonlyArray<Header>
  /** Holds the security token where there is one; `maskSecurityToken` makes it fit to be shown. */
  readonly canonicalRequest: string
  readonly stringToSign: string
  readonly signature: string
}
