import { hash, randomBytes, timingSafeEqual } from "node:crypto"

/** How the hash of a key is written down. */
export const apiKeyHashPattern = /^cgk_[\w-]{16}:sha256:[0-9a-f]{64}$/u

/** A new key, which is told once, and what is kept of it. */
export interface NewApiKey {
  readonly key: string
  readonly hash: string
}

/** What is kept of a key: its public part, and a digest that suffices because the rest is random. */
export interface KeptApiKey {
  readonly id: string
  readonly digest: Buffer
}

const digestOf = (key: string): Buffer => hash("sha256", key, "buffer")

/** A key of 256 random bits; its first part is no secret, and says which key it is. */
export const makeApiKey = (): NewApiKey => {
  const id = `cgk_${randomBytes(12).toString("base64url")}`
  const key = `${id}.${randomBytes(32).toString("base64url")}`
  return { key, hash: `${id}:sha256:${digestOf(key).toString("hex")}` }
}

/** The public part of a key, as it is sent. */
export const idOf = (key: string): string => key.slice(0, Math.max(0, key.indexOf(".")))

/** What a hash that was written down says. */
export const readApiKeyHash = (written: string): KeptApiKey => {
  const [id = "", , digest = ""] = written.split(":")
  return { id, digest: Buffer.from(digest, "hex") }
}

// No key has it, so that a key nobody knows costs what a wrong one costs.
const decoy = randomBytes(32)

/** Whether a key is the one that is kept; `undefined` where none has its id. */
export const isApiKey = (key: string, kept: KeptApiKey | undefined): boolean =>
  timingSafeEqual(digestOf(key), kept?.digest ?? decoy)
