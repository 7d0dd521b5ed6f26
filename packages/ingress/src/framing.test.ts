import { describe, expect, it } from "vitest"
import { bodyLength, framingRefusal } from "./framing.ts"

describe("framing", () => {
  it("refuses Content-Length together with Transfer-Encoding", () => {
    const both = new Map([
      ["content-length", "3"],
      ["transfer-encoding", "chunked"]
    ])
    expect(framingRefusal(both)).toMatchObject({ status: 400, error_code: "APIGW.0201" })
  })

  for (const [headers, length] of [
    [new Map<string, string>(), 0],
    [new Map([["content-length", "0"]]), 0],
    [new Map([["content-length", "12"]]), 12],
    [new Map([["transfer-encoding", "chunked"]]), "chunked"]
  ] as const) {
    it(`reads ${JSON.stringify([...headers])} as a body of length ${length}`, () => {
      expect(framingRefusal(headers)).toBeUndefined()
      expect(bodyLength(headers)).toBe(length)
    })
  }
})
