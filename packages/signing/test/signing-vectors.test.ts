import { describe, expect, it } from "vitest"
import {
  authorization,
  canonicalQuery,
  canonicalRequest,
  canonicalUri,
  parseSdkDate,
  payloadHash,
  type ReceivedRequest,
  sign,
  signature,
  stringToSign,
  verify
} from "../src/index.ts"
import { trimBlanks } from "../src/headers.ts"
import { urlParts } from "../src/signableRequest.ts"
import { departures } from "./departures.ts"
import { expectedStages, stages as stagesOf, sentValue } from "./stages.ts"
import { bodyBytes, type SigningVector, signingVectors } from "./vectors.ts"

const scoped = signingVectors.filter(({ category }) => category === "scoped")
const agreeing = signingVectors.filter((each) => each.agrees && each.category !== "scoped")
const quirky = signingVectors.filter(({ agrees }) => !agrees)

/** Some vectors spell the date otherwise; then any will do, for they are refused. */
const dateOf = (vector: SigningVector): Date =>
  parseSdkDate(sentValue(vector, "x-sdk-date") ?? "") ?? new Date(0)

/** The three stages of the specification, over what the vector says was sent and signed. */
const stages = (vector: SigningVector) => {
  const { path, query } = urlParts(vector.url)
  const canonical = canonicalRequest({
    method: vector.method,
    canonicalUri: canonicalUri(path),
    canonicalQuery: canonicalQuery(query),
    headers: vector.signedHeaders.map((name) => [name, trimBlanks(sentValue(vector, name) ?? "")]),
    payloadHash: sentValue(vector, "x-sdk-content-sha256") ?? payloadHash(bodyBytes(vector.body))
  })
  const toSign = stringToSign(sentValue(vector, "x-sdk-date") ?? "", canonical)
  const mac = signature(vector.secretKey, toSign)
  return {
    canonicalRequest: canonical,
    stringToSign: toSign,
    authorization: authorization(vector.accessKey, vector.signedHeaders, mac)
  }
}

describe("every stage of an official signer is reproduced", () => {
  it("for 220 vectors", () => {
    expect(agreeing).toHaveLength(220)
  })

  it.each(agreeing)("$id", (vector) => {
    expect(stages(vector)).toEqual({
      canonicalRequest: vector.canonicalRequest,
      stringToSign: vector.stringToSign,
      authorization: vector.authorization
    })
  })
})

const listed = ["content-type", "region", "x-domain-id", "x-project-id", "x-sdk-content-sha256"]

/** Whether `sign` would choose the same headers: it signs the listed ones and the host, always. */
const signsTheSame = ({ headers, signedHeaders }: SigningVector): boolean =>
  signedHeaders.includes("host") &&
  headers.every(([name]) => {
    const lowerCase = name.toLowerCase()
    return !listed.includes(lowerCase) || signedHeaders.includes(lowerCase)
  })

describe("sign reproduces an official signer that chooses the same headers", () => {
  const same = agreeing.filter(signsTheSame)

  it("for 109 vectors", () => {
    expect(same).toHaveLength(109)
  })

  it.each(same)("$id", (vector) => {
    const signed = sign({ ...vector, body: bodyBytes(vector.body) }, vector, dateOf(vector))
    expect(signed).toMatchObject({
      canonicalRequest: vector.canonicalRequest,
      stringToSign: vector.stringToSign
    })
    expect(signed.headers).toContainEqual(["authorization", vector.authorization])
  })
})

/** The names of the parts in which two canonical requests differ. */
const differingParts = (a: string, b: string): ReadonlyArray<string> => {
  const left = named(a)
  const right = named(b)
  return Object.keys(left).filter((part) => left[part] !== right[part])
}

const named = (canonical: string): Readonly<Record<string, string | undefined>> => {
  const lines = canonical.split("\n")
  return {
    method: lines[0],
    path: lines[1],
    query: lines[2],
    headers: lines.slice(3, -3).join("\n"),
    signedHeaders: lines.at(-2),
    payload: lines.at(-1)
  }
}

/** The parts that each quirk touches. */
const touched: Readonly<Record<string, ReadonlyArray<string>>> = {
  "node-wire-path-normalised": ["path"],
  "node-double-encodes-path": ["path"],
  "node-utf16-sort": ["query"],
  untrimmed: ["headers"],
  "duplicate header names differing only in case": ["headers"],
  "node-string-body": ["payload"],
  "node-date-rewrite": [],
  "unquote-before-split": ["path"],
  "python-empty-body-hash": ["payload"],
  "java-values-unsorted": ["query"],
  "java-raw-key-duplicate": ["query"]
}

describe("a quirk of an official signer departs from the specification where it says", () => {
  it("for 29 vectors", () => {
    expect(quirky).toHaveLength(29)
  })

  it.each(quirky)("$id: $quirk", (vector) => {
    const strict = stages(vector)
    expect(strict.authorization).not.toBe(vector.authorization)
    expect(strict.stringToSign).not.toBe(vector.stringToSign)
    expect(differingParts(strict.canonicalRequest, vector.canonicalRequest)).toEqual(
      touched[vector.quirk ?? ""]
    )
  })

  it.each(quirky)("and nowhere else: with $quirk, $id is reproduced", (vector) => {
    expect(stagesOf(vector, departures[vector.quirk ?? ""])).toEqual(expectedStages(vector))
  })

  it("by 11 quirks, each described", () => {
    const met = new Set(quirky.map(({ quirk }) => quirk))
    expect(met.size).toBe(11)
    expect(met).toEqual(new Set(Object.keys(departures)))
  })
})

const received = (vector: SigningVector): ReceivedRequest => ({
  method: vector.method,
  target: vector.url.replace(/^https?:\/\/[^/]+/, ""),
  headers: [...vector.headers, ["Authorization", vector.authorization]],
  body: bodyBytes(vector.body)
})

const outcome = (vector: SigningVector, sdk_compat: boolean): string => {
  const key = { ...vector, enabled: true, sdk_compat }
  const verdict = verify(received(vector), key, dateOf(vector))
  return verdict.ok ? verdict.interpretation : verdict.rule
}

const tally = (texts: ReadonlyArray<string>): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...Map.groupBy(texts, (text) => text)].map(([text, { length }]) => [text, length])
  )

describe("a request with a quirk", () => {
  it("is never taken for a strict one", () => {
    expect(tally(quirky.map((vector) => outcome(vector, false)))).toEqual({
      "sdk-quirk": 13,
      "signature-mismatch": 10,
      "signed-headers-unsorted": 3,
      "date-malformed": 2,
      "unsigned-payload": 1
    })
  })

  it("verifies with SDK compatibility where the quirk can be undone", () => {
    expect(tally(quirky.map((vector) => outcome(vector, true)))).toEqual({
      "extra-leading-slash": 1,
      "double-encoded-path": 7,
      "utf16-order": 1,
      "unquoted-path": 2,
      "values-in-sent-order": 2,
      "signature-mismatch": 10,
      "signed-headers-unsorted": 3,
      "date-malformed": 2,
      "unsigned-payload": 1
    })
  })
})

describe("the scoped form of the algorithm", () => {
  it("is refused by name, for 7 vectors", () => {
    expect(scoped).toHaveLength(7)
    expect(tally(scoped.map((vector) => outcome(vector, true)))).toEqual({ "scoped-credential": 7 })
  })
})
