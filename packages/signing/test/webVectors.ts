import { describe, expect, it } from "vitest"
import { type Header, parseSdkDate, sign } from "../src/index.ts"
import { bodyBytes, type SigningVector, signingVectors } from "./vectors.ts"
import type { PageVector, WebOutcome } from "./webStages.ts"

/** The vectors of the one algorithm that the web entry signs with, the scoped form of it left out. */
const vectors = signingVectors.filter(
  ({ category, authorization }) =>
    category !== "scoped" && authorization.startsWith("SDK-HMAC-SHA256 ")
)

const agreeing = vectors.filter(({ agrees }) => agrees)
const quirky = vectors.filter(({ agrees }) => !agrees)

/** Those vectors, with bodies that can be handed to a page. */
export const pageVectors: ReadonlyArray<PageVector> = vectors.map(({ body, ...vector }) => ({
  ...vector,
  bodyBase64: Buffer.from(bodyBytes(body)).toString("base64")
}))

const signedOnNode = ({ body, ...vector }: SigningVector): WebOutcome["signed"] => {
  const date = vector.headers.find(([name]: Header) => name.toLowerCase() === "x-sdk-date")?.[1]
  const request = { ...vector, body: bodyBytes(body) }
  try {
    return { headers: sign(request, vector, parseSdkDate(date ?? "") ?? new Date(0)).headers }
  } catch (error) {
    return { threw: String(error) }
  }
}

/** Holds what the web entry made of the vectors against the official signers and the Node entry. */
export const assertWebOutcomes = (outcomes: () => ReadonlyArray<WebOutcome>): void => {
  const outcomeOf = ({ id }: SigningVector) => outcomes().find((outcome) => outcome.id === id)

  describe("every stage of an official signer is reproduced", () => {
    it("for 220 vectors", () => expect(agreeing).toHaveLength(220))

    it.each(agreeing)("$id", (vector) => {
      expect(outcomeOf(vector)).toMatchObject({
        canonicalRequest: vector.canonicalRequest,
        stringToSign: vector.stringToSign,
        signature: vector.authorization.slice(-64)
      })
    })
  })

  describe("what a quirk of an official signer spoils is not reproduced", () => {
    it("for 29 vectors", () => expect(quirky).toHaveLength(29))

    it.each(quirky)("$id: $quirk", (vector) => {
      expect(outcomeOf(vector)?.stringToSign).not.toBe(vector.stringToSign)
      expect(outcomeOf(vector)?.signature).not.toBe(vector.authorization.slice(-64))
    })
  })

  it("sign answers what sign of the Node entry does, or throws the same", () => {
    const web = vectors.map((vector) => outcomeOf(vector)?.signed)
    expect(web).toEqual(vectors.map(signedOnNode))
  })
}
