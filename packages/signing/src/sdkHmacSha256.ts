import { algorithm } from "./authorization.ts"
import { payloadHash, sha256 } from "./sha256.ts"
import { sign } from "./sign.ts"
import { macUnder } from "./signature.ts"
import { senderReader } from "./sender.ts"
import type { SigningAlgorithm } from "./signingAlgorithm.ts"

/** SDK-HMAC-SHA256, which is used wherever no algorithm is named. */
export const sdkHmacSha256: SigningAlgorithm = {
  name: algorithm,
  credential: (accessKey) => `Access=${accessKey}`,
  readSender: senderReader(algorithm, "Access=[\\w-]{1,128}"),
  payloadHashHeader: "x-sdk-content-sha256",
  hashTitle: "SHA-256",
  emptyHash: payloadHash(undefined),
  hash: sha256,
  scope: () => "",
  mac: (_, secretKey) => macUnder(secretKey),
  sign: (request, credentials, date) => sign(request, credentials, date)
}
