import { getHashes, hash } from "node:crypto"
import { hmac } from "./hmac.ts"
import { signBy } from "./signBy.ts"
import { senderReader } from "./sender.ts"
import type { SigningAlgorithm } from "./signingAlgorithm.ts"

const name = "SDK-HMAC-SM3"

const requireSm3 = (): void => {
  if (!getHashes().includes("sm3"))
    throw new TypeError(`${name} needs SM3, which the OpenSSL of this runtime is built without`)
}

const algorithm: Omit<SigningAlgorithm, "sign"> = {
  name,
  credential: (accessKey) => `Access=${accessKey}`,
  readSender: senderReader(name, "Access=[\\w-]{1,128}"),
  payloadHashHeader: "x-sdk-content-sm3",
  hashTitle: "SM3",
  emptyHash: "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b",
  hash: (data) => {
    requireSm3()
    return hash("sm3", data)
  },
  scope: () => "",
  mac: (_, secretKey) => {
    requireSm3()
    return hmac("sm3", secretKey)
  }
}

/** SDK-HMAC-SM3; signing and verifying throw a TypeError where the runtime has no SM3. */
export const sdkHmacSm3: SigningAlgorithm = {
  ...algorithm,
  sign: (request, credentials, date) => signBy(algorithm, request, credentials, date)
}
