import { createHmac, hash } from "node:crypto"

/** A hash with the block of 64 bytes and the digest of 32 that the code below counts on. */
export type HashName = "sha256" | "sm3"

/** Lower-case hexadecimal MAC; a text counts as its UTF-8 bytes. A function prints as no key. */
export type Mac = (message: string | Uint8Array) => string

const blockSize = 64
const digestSize = 32

const padded = Buffer.alloc(blockSize)

/**
 * HMAC (RFC 2104) under a key that is prepared once. Of a text under an ASCII key, which is every
 * real one, by hand: two one-shot hashes cost half of what createHmac does.
 */
export const hmac = (hashName: HashName, key: string | Uint8Array): Mac => {
  const byHmac: Mac = (message) => createHmac(hashName, key).update(message).digest("hex")
  if (typeof key !== "string" || key.length > blockSize) return byHmac
  const outer = Buffer.allocUnsafe(blockSize + digestSize)
  let all = 0
  for (let at = 0; at < blockSize; at += 1) {
    const unit = at < key.length ? key.charCodeAt(at) : 0
    padded[at] = unit ^ 0x36
    outer[at] = unit ^ 0x5c
    all |= unit
  }
  if (all > 0x7f) return byHmac
  // ASCII stays ASCII under the padding, so that text can be added to it as text.
  const inner = padded.toString("latin1")
  return (message) => {
    if (typeof message !== "string") return byHmac(message)
    outer.write(hash(hashName, inner + message, "latin1"), blockSize, "latin1")
    return hash(hashName, outer)
  }
}
