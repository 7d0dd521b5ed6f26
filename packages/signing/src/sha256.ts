import { hash } from "node:crypto"

/** Lower-case hexadecimal SHA-256; a string counts as its UTF-8 bytes. */
export const sha256 = (data: string | Uint8Array): string => hash("sha256", data)

const emptyHash = sha256("")

/** The hash that stands for the body in the canonical request. */
export const payloadHash = (body: string | Uint8Array | undefined): string =>
  body === undefined || body.length === 0 ? emptyHash : sha256(body)
