import serialize from "canonicalize"
import { hash } from "node:crypto"

/** A JSON value in the one form that RFC 8785 allows; throws where a value is no JSON. */
export const canonicalJson = (value: unknown): string => {
  const text = serialize(value)
  if (text === undefined) throw new TypeError("not a JSON value")
  return text
}

/** The digest of a text as every file of ours writes it: `sha256:` and 64 hexadecimal digits. */
export const digestOf = (text: string): string => `sha256:${hash("sha256", text, "hex")}`
