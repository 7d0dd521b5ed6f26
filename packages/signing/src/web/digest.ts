const encoder = new TextEncoder()

const subtle = (): typeof crypto.subtle => {
  const available: typeof crypto.subtle | undefined = globalThis.crypto?.subtle
  if (available !== undefined) return available
  throw new TypeError("there is no crypto.subtle here: a page has it over https or from localhost")
}

// WebCrypto takes no bytes that another thread may change meanwhile.
const bytesOf = (data: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  typeof data === "string" ? encoder.encode(data) : Uint8Array.from(data)

const hexadecimal = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("")

/** Lower-case hexadecimal SHA-256; a string counts as its UTF-8 bytes. */
export const sha256 = async (data: string | Uint8Array): Promise<string> =>
  hexadecimal(await subtle().digest("SHA-256", bytesOf(data)))

/** The hash that stands for the body in the canonical request. */
export const payloadHash = (body: string | Uint8Array | undefined): Promise<string> =>
  sha256(body ?? "")

const algorithm = { name: "HMAC", hash: "SHA-256" }

/** Lower-case hexadecimal HMAC-SHA256 under the secret key itself: no key is derived from it. */
export const signature = async (secretKey: string, toSign: string): Promise<string> => {
  // WebCrypto refuses an empty key, for which HMAC takes the same zeros as for this one.
  const bytes = bytesOf(secretKey === "" ? "\0" : secretKey)
  const key = await subtle().importKey("raw", bytes, algorithm, false, ["sign"])
  return hexadecimal(await subtle().sign("HMAC", key, bytesOf(toSign)))
}
