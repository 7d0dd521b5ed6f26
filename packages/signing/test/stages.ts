import { canonicalRequestOf } from "../src/canonicalRequest.ts"
import {
  canonicalQuery,
  canonicalUri,
  sdkHmacSha256,
  sdkHmacSm3,
  type SigningAlgorithm,
  v11HmacSha256
} from "../src/index.ts"
import { trimBlanks } from "../src/headers.ts"
import { urlParts } from "../src/signableRequest.ts"
import { payloadHashOf, stringToSignOf } from "../src/signingAlgorithm.ts"
import type { Departure, SignedParts } from "./departures.ts"
import { type AlgorithmVector, bodyBytes, type SigningVector } from "./vectors.ts"

export const sentValue = (
  { headers }: Pick<SigningVector, "headers">,
  wanted: string
): string | undefined => headers.find(([name]) => name.toLowerCase() === wanted)?.[1]

export const algorithmOf = (vector: SigningVector | AlgorithmVector): SigningAlgorithm => {
  if (!("algorithm" in vector)) return sdkHmacSha256
  const { algorithm, region = "", service = "" } = vector
  return algorithm === "SDK-HMAC-SM3" ? sdkHmacSm3 : v11HmacSha256({ region, service })
}

/** What the specification signs of what the vector says was sent. */
export const strictParts = (vector: SigningVector, algorithm: SigningAlgorithm): SignedParts => {
  const { path, query } = urlParts(vector.url)
  return {
    method: vector.method,
    canonicalUri: canonicalUri(path),
    canonicalQuery: canonicalQuery(query),
    headers: vector.signedHeaders.map((name) => [name, trimBlanks(sentValue(vector, name) ?? "")]),
    payloadHash:
      sentValue(vector, algorithm.payloadHashHeader) ??
      payloadHashOf(algorithm, bodyBytes(vector.body)),
    timestamp: sentValue(vector, "x-sdk-date") ?? ""
  }
}

/** The three stages of the specification; with a departure, as the signer does that departs so. */
export const stages = (vector: SigningVector, departure: Departure = () => ({})) => {
  const algorithm = algorithmOf(vector)
  const strict = strictParts(vector, algorithm)
  const parts = { ...strict, ...departure(strict, vector) }
  const names = vector.signedHeaders.join(";")
  const canonical = canonicalRequestOf(parts, names)
  const scope = algorithm.scope(parts.timestamp)
  const toSign = stringToSignOf(algorithm, parts.timestamp, scope, canonical)
  const mac = algorithm.mac(vector.accessKey, vector.secretKey, scope)(toSign)
  const sender = `${algorithm.name} ${algorithm.credential(vector.accessKey, scope)}`
  return {
    canonicalRequest: canonical,
    stringToSign: toSign,
    authorization: `${sender}, SignedHeaders=${names}, Signature=${mac}`
  }
}

/** The same as the vector has them. */
export const expectedStages = (vector: SigningVector) => ({
  canonicalRequest: vector.canonicalRequest,
  stringToSign: vector.stringToSign,
  authorization: vector.authorization
})
