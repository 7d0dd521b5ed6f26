import { describe, expect, it } from "vitest"
import {
  canonicalRequest,
  parseSdkDate,
  readAuthorization,
  sdkHmacSha256,
  sdkHmacSm3,
  sign,
  type SigningAlgorithm,
  v11HmacSha256,
  verify
} from "../src/index.ts"
import { stringToSignOf } from "../src/signingAlgorithm.ts"
import { departures } from "./departures.ts"
import { ecdsaSigned, sm2Signed } from "./publicKeySignature.ts"
import { algorithmOf, expectedStages, sentValue, stages, strictParts } from "./stages.ts"
import { type AlgorithmVector, algorithmVectors, bodyBytes } from "./vectors.ts"

const of = (category: string) => algorithmVectors.filter((vector) => vector.category === category)

const dateOf = (vector: AlgorithmVector): Date =>
  parseSdkDate(sentValue(vector, "x-sdk-date") ?? "") ?? new Date(0)

const outcome = (
  vector: AlgorithmVector,
  algorithm: SigningAlgorithm,
  sdk_compat = true
): string => {
  const securityToken = sentValue(vector, "x-security-token")
  const verdict = verify(
    {
      method: vector.method,
      target: vector.url.replace(/^https?:\/\/[^/]+/, ""),
      headers: [...vector.headers, ["Authorization", vector.authorization]],
      body: bodyBytes(vector.body)
    },
    {
      ...vector,
      ...(securityToken === undefined ? {} : { securityToken }),
      enabled: true,
      sdk_compat
    },
    dateOf(vector),
    algorithm
  )
  return verdict.ok ? verdict.interpretation : verdict.rule
}

const tally = (texts: ReadonlyArray<string>): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...Map.groupBy(texts, (text) => text)].map(([text, { length }]) => [text, length])
  )

const listed =
  /^(?:content-type|host|region|x-(?:domain-id|project-id|sdk-content-\w+|sdk-date|security-token))$/

/** Whether `sign` would choose the same headers; it names the others when asked to. */
const signsTheSame = ({ headers, signedHeaders }: AlgorithmVector): boolean =>
  signedHeaders.includes("host") &&
  headers.every(([name]) => {
    const lowerCase = name.toLowerCase()
    return !listed.test(lowerCase) || signedHeaders.includes(lowerCase)
  })

describe.each([
  { category: "v11", name: "V11-HMAC-SHA256", agreeing: 42, quirky: 3 },
  { category: "sm3", name: "SDK-HMAC-SM3", agreeing: 35, quirky: 1 }
])("$name", ({ category, agreeing, name, quirky }) => {
  const vectors = of(category)
  const agrees = vectors.filter((vector) => vector.agrees)
  const departs = vectors.filter((vector) => !vector.agrees)

  it(`has ${agreeing} vectors that keep to the specification and ${quirky} with a quirk`, () => {
    expect([agrees.length, departs.length]).toEqual([agreeing, quirky])
    for (const { algorithm } of vectors) expect(algorithm).toBe(name)
  })

  it.each(agrees)("reproduces every stage of $id", (vector) => {
    expect(stages(vector)).toEqual(expectedStages(vector))
  })

  it.each(agrees.filter(signsTheSame))("sign reproduces $id", (vector) => {
    const request = { ...vector, body: bodyBytes(vector.body) }
    const signed = sign(request, vector, dateOf(vector), algorithmOf(vector))
    expect(signed).toMatchObject({
      canonicalRequest: vector.canonicalRequest,
      stringToSign: vector.stringToSign
    })
    expect(signed.headers).toContainEqual(["authorization", vector.authorization])
  })

  it.each(departs)("departs from $id by its quirk, $quirk, and by nothing else", (vector) => {
    expect(stages(vector).canonicalRequest).not.toBe(vector.canonicalRequest)
    expect(stages(vector).authorization).not.toBe(vector.authorization)
    expect(stages(vector, departures[vector.quirk ?? ""])).toEqual(expectedStages(vector))
  })

  it("is refused by name where the usual algorithm is expected", () => {
    for (const vector of vectors) {
      expect(outcome(vector, sdkHmacSha256)).toBe("algorithm-not-accepted")
      expect(readAuthorization([["authorization", vector.authorization]])).toMatchObject({
        message: `${name} is not accepted, sign with SDK-HMAC-SHA256`
      })
    }
  })
})

describe("verify", () => {
  const outcomes = (category: string, sdk_compat: boolean) =>
    tally(of(category).map((vector) => outcome(vector, algorithmOf(vector), sdk_compat)))

  it("accepts the vectors of V11-HMAC-SHA256 but where a rule is broken that holds for all", () => {
    expect(outcomes("v11", true)).toEqual({
      strict: 36,
      "double-encoded-path": 1,
      "values-in-sent-order": 1,
      "authorization-malformed": 2,
      "request-line-malformed": 1,
      "signature-mismatch": 1,
      "unsigned-payload": 3
    })
  })

  it("accepts the vectors of SDK-HMAC-SM3 but where a rule is broken that holds for all", () => {
    expect(outcomes("sm3", true)).toEqual({
      strict: 28,
      "request-line-malformed": 2,
      "signature-mismatch": 1,
      "unsigned-payload": 5
    })
  })

  it("takes no request of one algorithm for one of another", () => {
    for (const vector of of("sm3"))
      expect(outcome(vector, v11HmacSha256({ region: "r", service: "s" }))).toBe(
        "algorithm-not-accepted"
      )
    for (const vector of of("v11"))
      expect(outcome(vector, sdkHmacSm3)).toBe("algorithm-not-accepted")
  })
})

describe.each([
  {
    category: "ecdsa",
    name: "SDK-ECDSA-P256-SHA256",
    count: 15,
    hashes: sdkHmacSha256,
    signed: ecdsaSigned
  },
  { category: "sm2", name: "SDK-SM2-SM3", count: 12, hashes: sdkHmacSm3, signed: sm2Signed }
])("$name", ({ category, count, hashes, name, signed }) => {
  it.each(of(category))("signs for $id what canonicalRequest makes of it", (vector) => {
    const parts = strictParts(vector, hashes)
    const canonical = canonicalRequest(parts)
    const toSign = stringToSignOf({ name, hash: hashes.hash }, parts.timestamp, "", canonical)
    const [, signature = ""] = vector.authorization.split("Signature=")
    expect(canonical).toBe(vector.canonicalRequest)
    expect(toSign).toBe(vector.stringToSign)
    expect(signed(vector.accessKey, vector.secretKey, toSign, signature)).toBe(true)
    expect(signed(vector.accessKey, vector.secretKey, `${toSign} `, signature)).toBe(false)
  })

  it(`is refused by name by every algorithm, for ${count} vectors`, () => {
    expect(of(category)).toHaveLength(count)
    for (const vector of of(category))
      for (const algorithm of [
        sdkHmacSha256,
        sdkHmacSm3,
        v11HmacSha256({ region: "r", service: "s" })
      ])
        expect(readAuthorization([["authorization", vector.authorization]], algorithm)).toEqual({
          ok: false,
          rule: "algorithm-not-accepted",
          message: `${name} is not accepted, sign with ${algorithm.name}`
        })
  })
})
