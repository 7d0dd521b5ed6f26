import { expect, it } from "vitest"
import { NoAnswer, refusalOf } from "./NoAnswer.ts"

const perhapsDone = "The request may have been carried out: read before sending it again."

const cases = [
  [true, false, 502, "APIGW.0201", `Backend unavailable. ${perhapsDone}`],
  [true, true, 504, "APIGW.0201", `Backend timeout. ${perhapsDone}`],
  [
    false,
    false,
    502,
    "APIGW.0610",
    "No backend available. The upstream cannot be reached; nothing was sent."
  ],
  [
    false,
    true,
    504,
    "APIGW.0201",
    "Backend timeout. The upstream cannot be reached in time; nothing was sent."
  ]
] as const

for (const [sent, late, status, error_code, error_msg] of cases) {
  it(`is ${status} ${error_code} where the request was ${sent ? "" : "not "}sent${late ? ", too late" : ""}`, () => {
    const refusal = refusalOf(
      new NoAnswer({ sent, late, wrong: false, reason: "other side closed" })
    )
    expect(refusal).toMatchObject({ status, error_code, error_msg })
  })
}
