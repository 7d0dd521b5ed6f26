import { describe, expect, it } from "vitest"
import { canonicalRequest } from "../src/canonicalRequest.ts"
import {
  parseSdkDate,
  readAuthorization,
  sdkHmacSha256,
  sdkHmacSm3,
  type SigningAlgorithm,
  v11HmacSha256,
  verify
} from "../src/index.ts"
import { type Reading, splitTarget, strictReading } from "../src/reading.ts"
import { receivedHeaders, receivedValue } from "../src/receivedHeaders.ts"
import { sdkReadings } from "../src/sdkQuirks.ts"
import { payloadHashOf, stringToSignOf } from "../src/signingAlgorithm.ts"
import { ecdsaSigned, sm2Signed } from "./publicKeySignature.ts"
import { sentValue } from "./stages.ts"
import { type WireCapture, wireCaptures } from "./vectors.ts"

const judge = (capture: WireCapture, sdk_compat: boolean) => {
  const securityToken = sentValue(capture, "x-security-token")
  const key = {
    ...capture,
    ...(securityToken === undefined ? {} : { securityToken }),
    enabled: true,
    sdk_compat
  }
  const now = parseSdkDate(sentValue(capture, "x-sdk-date") ?? "") ?? new Date(0)
  return verify({ ...capture, body: Buffer.from(capture.bodyBase64, "base64") }, key, now)
}

const outcome = (capture: WireCapture, sdk_compat: boolean): string => {
  const verdict = judge(capture, sdk_compat)
  return verdict.ok ? verdict.interpretation : verdict.rule
}

/** The quirk that the capture says it takes, in our words. */
const names: Readonly<Record<string, string>> = {
  double: "double-encoded-path",
  extra: "extra-leading-slash",
  unquote: "unquoted-path",
  stable: "values-in-sent-order",
  asUtf8: "headers-signed-as-utf8"
}

const expected = (capture: WireCapture): string => {
  if (capture.algorithm !== "SDK-HMAC-SHA256") return "algorithm-not-accepted"
  if (sentValue(capture, "x-sdk-content-sha256") === "UNSIGNED-PAYLOAD") return "unsigned-payload"
  if (capture.verifiesAs === null) return "signature-mismatch"
  const { path, query, headerBytes } = capture.verifiesAs
  const taken = [path, query, headerBytes].flatMap((part) => names[part] ?? [])
  return taken.length === 0 ? "strict" : taken.join("+")
}

const tally = (sdk_compat: boolean): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...Map.groupBy(wireCaptures, (capture) => outcome(capture, sdk_compat))].map(
      ([name, { length }]) => [name, length]
    )
  )

describe("a request of an official SDK, off the wire", () => {
  it.each(wireCaptures)("$id", (capture) => {
    expect(outcome(capture, true)).toBe(expected(capture))
  })

  it("is accepted from a key with SDK compatibility 77 times in 98", () => {
    expect(tally(true)).toEqual({
      strict: 71,
      "double-encoded-path": 2,
      "unquoted-path": 1,
      "extra-leading-slash": 1,
      "values-in-sent-order": 1,
      "headers-signed-as-utf8": 1,
      "algorithm-not-accepted": 12,
      "unsigned-payload": 6,
      "signature-mismatch": 3
    })
  })

  it("is accepted from a key without it 46 times in 98", () => {
    expect(tally(false)).toEqual({
      strict: 46,
      "header-not-signed": 25,
      "sdk-quirk": 6,
      "algorithm-not-accepted": 12,
      "unsigned-payload": 6,
      "signature-mismatch": 3
    })
  })

  it("names its access key before any key is looked up", () => {
    const accepted = wireCaptures.filter(({ algorithm }) => algorithm === "SDK-HMAC-SHA256")
    expect(accepted).toHaveLength(86)
    for (const { headers, accessKey } of accepted)
      expect(readAuthorization(headers)).toMatchObject({ ok: true, accessKey })
  })
})

const anyAuthorization =
  /^\S+ (?:Access=|Credential=)[\w-]+(?:\/(\S+))?, SignedHeaders=(\S+), Signature=([\da-f]+)$/

/** The hashes of an algorithm, and whether a text is what a signature of a capture was made over. */
interface Scheme {
  readonly hashes: Pick<SigningAlgorithm, "emptyHash" | "hash" | "payloadHashHeader">
  readonly signed: (capture: WireCapture, toSign: string, signature: string) => boolean
}

const byMac = (algorithm: SigningAlgorithm, scope: string): Scheme => ({
  hashes: algorithm,
  signed: ({ accessKey, secretKey }, toSign, signature) =>
    algorithm.mac(accessKey, secretKey, scope)(toSign) === signature
})

const byKeyPair = (hashes: Scheme["hashes"], isSigned: typeof ecdsaSigned): Scheme => ({
  hashes,
  signed: ({ accessKey, secretKey }, toSign, signature) =>
    isSigned(accessKey, secretKey, toSign, signature)
})

const schemes: Readonly<Record<string, (scope: string) => Scheme>> = {
  "SDK-HMAC-SHA256": (scope) => byMac(sdkHmacSha256, scope),
  "SDK-HMAC-SM3": (scope) => byMac(sdkHmacSm3, scope),
  "V11-HMAC-SHA256": (scope) => {
    const [, region = "", service = ""] = scope.split("/")
    return byMac(v11HmacSha256({ region, service }), scope)
  },
  "SDK-ECDSA-P256-SHA256": () => byKeyPair(sdkHmacSha256, ecdsaSigned),
  "SDK-SM2-SM3": () => byKeyPair(sdkHmacSm3, sm2Signed)
}

/** How the canonical request must be read to be what the capture signed; a claimed hash is believed. */
const canonicalisation = (capture: WireCapture): string | undefined => {
  const { algorithm: name, bodyBase64, headers, method, target } = capture
  const [, scope = "", names = "", signature = ""] =
    anyAuthorization.exec(sentValue(capture, "authorization") ?? "") ?? []
  const scheme = schemes[name]?.(scope)
  if (scheme === undefined) return undefined
  const { hashes, signed } = scheme
  const received = receivedHeaders(headers)
  const value = (header: string): string => receivedValue(received, header) ?? ""
  const bodyHash = payloadHashOf(hashes, Buffer.from(bodyBase64, "base64"))
  const claimedHash = receivedValue(received, hashes.payloadHashHeader)

  const covers = (reading: Reading, payloadHash: string): boolean => {
    const canonical = Buffer.from(
      canonicalRequest({ ...reading, method, payloadHash }),
      reading.headerEncoding
    )
    const parts = { name, hash: hashes.hash }
    const timestamp = value("x-sdk-date")
    return signed(capture, stringToSignOf(parts, timestamp, scope, canonical), signature)
  }

  const sent = splitTarget(target)
  const signedHeaders = names.split(";").map((each) => [each, value(each)] as const)
  const ascii = /^[\0-\x7f]*$/.test(signedHeaders.join())
  const strict = strictReading(sent, signedHeaders, ascii ? "utf8" : "latin1")
  for (const reading of [strict, ...sdkReadings(strict, sent)]) {
    if (covers(reading, bodyHash)) return `${reading.interpretation}, body hashed`
    if (claimedHash !== undefined && covers(reading, claimedHash))
      return `${reading.interpretation}, hash claimed`
  }
  return undefined
}

describe("the canonical request of an official SDK, whatever signs it", () => {
  const readings = wireCaptures.map((capture) => ({ ...capture, read: canonicalisation(capture) }))

  it("is met 95 times in 98", () => {
    expect(readings.filter(({ read }) => read !== undefined)).toHaveLength(95)
    expect(readings.filter(({ read }) => read === undefined).map(({ id }) => id)).toEqual([
      "node/header-underscore",
      "node/query-undefined-null",
      "java/header-padded"
    ])
  })

  it("is met by every algorithm", () => {
    expect(
      Object.fromEntries(
        [...Map.groupBy(readings, ({ algorithm }) => algorithm)].map(([name, captures]) => [
          name,
          [captures.filter(({ read }) => read !== undefined).length, captures.length]
        ])
      )
    ).toEqual({
      "SDK-HMAC-SHA256": [83, 86],
      "SDK-SM2-SM3": [6, 6],
      "SDK-HMAC-SM3": [2, 2],
      "V11-HMAC-SHA256": [2, 2],
      "SDK-ECDSA-P256-SHA256": [2, 2]
    })
  })

  it.each(readings)("$id: $read, as the capture says", ({ read, verifiesAs }) => {
    const { path = "", query = "", headerBytes = "", payload = "" } = verifiesAs ?? {}
    const taken = [path, query, headerBytes].flatMap((part) => names[part] ?? [])
    const expectedReading = `${taken.join("+") || "strict"}, ${payload === "header" ? "hash claimed" : "body hashed"}`
    expect(read).toBe(verifiesAs === null ? undefined : expectedReading)
  })
})
