import { Result } from "effect"
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto"

/** Signs, and never shows its secret. */
export interface Signer {
  /** The public half, as the allow-list writes it. */
  readonly key: string
  /** An Ed25519 signature in base64. */
  readonly sign: (text: string) => string
}

const publicText = (key: KeyObject) =>
  createPublicKey(key).export({ format: "der", type: "spki" }).toString("base64")

/** A signer of the private key in a PEM file, as `openssl genpkey -algorithm ed25519` makes it. */
export const signerOf = (pem: string): Result.Result<Signer, string> => {
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType !== "ed25519") return Result.fail("must be an Ed25519 key")
    return Result.succeed({
      key: publicText(key),
      sign: (text) => sign(null, Buffer.from(text), key).toString("base64")
    })
  } catch {
    return Result.fail("must be an unencrypted Ed25519 private key in PEM form")
  }
}

/** Whether a text was signed by the private half of a key; a key that is none has signed nothing. */
export const isSignedBy = (key: string, text: string, signature: string): boolean => {
  try {
    const publicKey = createPublicKey({
      key: Buffer.from(key, "base64"),
      format: "der",
      type: "spki"
    })
    return (
      publicKey.asymmetricKeyType === "ed25519" &&
      verify(null, Buffer.from(text), publicKey, Buffer.from(signature, "base64"))
    )
  } catch {
    return false
  }
}
