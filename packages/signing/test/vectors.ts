import { readFileSync } from "node:fs"
import type { Header } from "../src/index.ts"

/** A body as the vectors describe it. */
type BodySpec =
  | null
  | { readonly utf8: string }
  | { readonly base64: string }
  | {
      readonly prefix: string
      readonly repeat: string
      readonly count: number
      readonly suffix: string
    }

/** What an official signer made of a request; `agrees` where it kept to the specification. */
export interface SigningVector {
  readonly id: string
  readonly category: string
  readonly accessKey: string
  readonly secretKey: string
  readonly method: string
  readonly url: string
  /** As sent, without Authorization. */
  readonly headers: ReadonlyArray<Header>
  readonly signedHeaders: ReadonlyArray<string>
  readonly body: BodySpec
  readonly canonicalRequest: string
  readonly stringToSign: string
  readonly authorization: string
  readonly agrees: boolean
  readonly quirk?: string
}

/** A request of an official SDK as it came off a socket. */
export interface WireCapture {
  readonly id: string
  readonly algorithm: string
  readonly accessKey: string
  readonly secretKey: string
  readonly method: string
  readonly target: string
  readonly headers: ReadonlyArray<Header>
  readonly bodyBase64: string
  /** `null` where no verifier can accept it. */
  readonly verifiesAs: Readonly<Record<"path" | "query" | "headerBytes" | "payload", string>> | null
}

const read = (name: string): string =>
  readFileSync(new URL(`./vectors/${name}.json`, import.meta.url), "utf8")

export const signingVectors: ReadonlyArray<SigningVector> = JSON.parse(read("signing-vectors"))

export const wireCaptures: ReadonlyArray<WireCapture> = JSON.parse(read("sdk-wire-captures"))

export const bodyBytes = (body: BodySpec): Uint8Array => {
  if (body === null) return new Uint8Array()
  if ("utf8" in body) return Buffer.from(body.utf8)
  if ("base64" in body) return Buffer.from(body.base64, "base64")
  return Buffer.from(`${body.prefix}${body.repeat.repeat(body.count)}${body.suffix}`)
}

/** The same for the other algorithms. */
export interface AlgorithmVector extends SigningVector {
  readonly algorithm: string
  /** What a key is derived for. */
  readonly region?: string
  readonly service?: string
}

export const algorithmVectors: ReadonlyArray<AlgorithmVector> = JSON.parse(
  read("algorithm-vectors")
)
