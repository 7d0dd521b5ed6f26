const longest = 64

/**
 * Why a text must not become a secret key, or `undefined` when it may.
 * HMAC takes a key and the same key with a NUL after it for one, and a long key for its own hash.
 */
export const checkSecretKey = (secretKey: string): string | undefined => {
  const length = Buffer.byteLength(secretKey)
  if (length === 0) return "a secret key must not be empty"
  if (length > longest) return `a secret key has at most ${longest} bytes, this one has ${length}`
  return secretKey.includes("\0") ? "a secret key must not contain NUL" : undefined
}
