import { hash, timingSafeEqual } from "node:crypto"
import { sign } from "../src/index.ts"
import { type BenchRequest, credentials, dateOf, inTurn, signable } from "./cases.ts"

/** All that has to be hashed for a signature, ready made. */
interface Ready {
  readonly body: string | Uint8Array
  readonly canonicalRequest: string
  readonly inner: Uint8Array
  readonly outer: Uint8Array
  readonly signature: Uint8Array
}

const readyFor = (request: BenchRequest, turn: number): Ready => {
  const signed = sign(signable(request), credentials, dateOf(turn))
  return {
    body: request.body,
    canonicalRequest: signed.canonicalRequest,
    inner: Buffer.concat([Buffer.alloc(64, 0x36), Buffer.from(signed.stringToSign)]),
    outer: Buffer.concat([Buffer.alloc(64, 0x5c), Buffer.from(signed.signature, "hex")]),
    signature: Buffer.from(signed.signature)
  }
}

const hashes = ({ body, canonicalRequest, inner, outer }: Ready): void => {
  if (body.length > 0) hash("sha256", body)
  hash("sha256", canonicalRequest)
  hash("sha256", inner)
  hash("sha256", outer)
}

/** What no signer can do without: a hash of the body, of the canonical request, and an HMAC. */
export const signFloor = (requests: ReadonlyArray<BenchRequest>) =>
  inTurn(requests.map(readyFor), hashes)

/** Those hashes and one comparison. */
export const verifyFloor = (requests: ReadonlyArray<BenchRequest>) =>
  inTurn(requests.map(readyFor), (ready) => {
    hashes(ready)
    return timingSafeEqual(ready.signature, ready.signature)
  })
