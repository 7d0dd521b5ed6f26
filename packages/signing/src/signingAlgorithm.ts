import type { Mac } from "./hmac.ts"
import type { SignableRequest } from "./signableRequest.ts"
import type { Credentials } from "./credentials.ts"
import type { Sender } from "./sender.ts"
import type { SignedHeaders } from "./signedHeaders.ts"

/**
 * How a signature is computed and spelled. Each algorithm is a value of its own, so that a program
 * carries only those it names.
 */
export interface SigningAlgorithm {
  readonly name: string
  /** How the `Authorization` header begins that names a key and what it was derived for. */
  readonly credential: (accessKey: string, scope: string) => string
  /** Reads an `Authorization` header as far as its MAC. */
  readonly readSender: (text: string) => Sender | undefined
  /** The header that may claim the hash of the body, and the name of that hash. */
  readonly payloadHashHeader: string
  readonly hashTitle: string
  readonly emptyHash: string
  readonly hash: (data: string | Uint8Array) => string
  /** What a key is derived for at that time; empty where none is derived. */
  readonly scope: (timestamp: string) => string
  readonly mac: (accessKey: string, secretKey: string, scope: string) => Mac
  readonly sign: (request: SignableRequest, credentials: Credentials, date: Date) => SignedHeaders
}

/** The text whose MAC is the signature, of any algorithm. */
export const stringToSignOf = (
  { hash, name }: Pick<SigningAlgorithm, "hash" | "name">,
  timestamp: string,
  scope: string,
  canonicalRequest: string | Uint8Array
): string => `${name}\n${timestamp}\n${scope === "" ? "" : `${scope}\n`}${hash(canonicalRequest)}`

/** The hash that stands for the body in the canonical request, of any algorithm. */
export const payloadHashOf = (
  { emptyHash, hash }: Pick<SigningAlgorithm, "emptyHash" | "hash">,
  body: string | Uint8Array | undefined
): string => (body === undefined || body.length === 0 ? emptyHash : hash(body))
