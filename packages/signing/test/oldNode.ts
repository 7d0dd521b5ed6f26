// Run by other versions of Node than the one the tests run on: reproduces the vectors, prints the counts.
import { parseSdkDate, sign, verify } from "../src/index.ts"
import { departures } from "./departures.ts"
import { algorithmOf, expectedStages, sentValue, stages } from "./stages.ts"
import { algorithmVectors, bodyBytes, type SigningVector, signingVectors } from "./vectors.ts"

const vectors: ReadonlyArray<SigningVector> = [
  ...signingVectors,
  ...algorithmVectors.filter(({ category }) => category === "v11" || category === "sm3")
].filter(({ category }) => category !== "scoped")

const reproduced = (vector: SigningVector): boolean => {
  const departure = vector.agrees ? undefined : departures[vector.quirk ?? ""]
  return JSON.stringify(stages(vector, departure)) === JSON.stringify(expectedStages(vector))
}

const key = { accessKey: "AK", secretKey: "SK", enabled: true, sdk_compat: false }

/** Whether what `sign` makes of the vector's request is accepted by `verify`. */
const accepted = (vector: SigningVector): boolean => {
  const date = parseSdkDate(sentValue(vector, "x-sdk-date") ?? "") ?? new Date(0)
  const algorithm = algorithmOf(vector)
  const body = bodyBytes(vector.body)
  const { method, url } = vector
  const { headers } = sign({ method, url, body }, key, date, algorithm)
  const target = url.replace(/^https?:\/\/[^/?]+/, "")
  return verify({ method, target, headers, body }, key, date, algorithm).ok
}

/** The others hold a blank or a letter beyond ASCII in their URL, which cannot be sent. */
const sendable = vectors.filter(({ url }) => /^[\x21-\x7e]+$/.test(url))

const failing = (
  among: ReadonlyArray<SigningVector>,
  holds: (vector: SigningVector) => boolean
): ReadonlyArray<string> => among.filter((vector) => !holds(vector)).map(({ id }) => id)

console.log(
  JSON.stringify({
    vectors: vectors.length,
    notReproduced: failing(vectors, reproduced),
    sendable: sendable.length,
    notAccepted: failing(sendable, accepted)
  })
)
