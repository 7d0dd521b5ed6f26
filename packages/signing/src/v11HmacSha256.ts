import { hkdfSync } from "node:crypto"
import { hmac } from "./hmac.ts"
import { payloadHash, sha256 } from "./sha256.ts"
import { signBy } from "./signBy.ts"
import { senderReader } from "./sender.ts"
import type { SigningAlgorithm } from "./signingAlgorithm.ts"

/** What keys are derived for: a service of one region, or of the region `globe`. */
export interface DerivationScope {
  readonly region: string
  readonly service: string
}

const name = "V11-HMAC-SHA256"
const derivedKeyLength = 32

/** Hexadecimal, and the MAC is keyed with that text rather than with the bytes it spells. */
const derivedKey = (accessKey: string, secretKey: string, scope: string): string =>
  Buffer.from(hkdfSync("sha256", secretKey, accessKey, scope, derivedKeyLength)).toString("hex")

const checkScope = ({ region, service }: DerivationScope): void => {
  for (const part of [region, service])
    if (!/^[\w-]+$/.test(part))
      throw new TypeError("region and service must be letters, digits, hyphens or underscores")
}

/** V11-HMAC-SHA256, whose key is derived for a day, a region and a service; both sides must agree on them. */
export const v11HmacSha256 = (derivedFor: DerivationScope): SigningAlgorithm => {
  checkScope(derivedFor)
  const { region, service } = derivedFor
  const algorithm: Omit<SigningAlgorithm, "sign"> = {
    name,
    credential: (accessKey, scope) => `Credential=${accessKey}/${scope}`,
    readSender: senderReader(name, "Credential=[\\w-]{1,128}/\\d{8}/[\\w-]{1,64}/[\\w-]{1,64}"),
    payloadHashHeader: "x-sdk-content-sha256",
    hashTitle: "SHA-256",
    emptyHash: payloadHash(undefined),
    hash: sha256,
    scope: (timestamp) => `${timestamp.slice(0, "YYYYMMDD".length)}/${region}/${service}`,
    mac: (accessKey, secretKey, scope) => hmac("sha256", derivedKey(accessKey, secretKey, scope))
  }
  return {
    ...algorithm,
    sign: (request, credentials, date) => signBy(algorithm, request, credentials, date)
  }
}
