import { expect, it } from "vitest"
import { stringToSign } from "./stringToSign.ts"

const ofNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

it("has three lines: algorithm, date, hash of the canonical request", () => {
  expect(stringToSign("20260525T093015Z", "")).toBe(
    `SDK-HMAC-SHA256\n20260525T093015Z\n${ofNothing}`
  )
})

it("hashes a text as UTF-8", () => {
  expect(stringToSign("20260525T093015Z", "é")).toBe(
    stringToSign("20260525T093015Z", Buffer.from([0xc3, 0xa9]))
  )
})
