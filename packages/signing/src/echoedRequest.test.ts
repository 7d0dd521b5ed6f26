import { describe, expect, it } from "vitest"
import { readEchoedRequest } from "./echoedRequest.ts"

const hash = "cd".repeat(32)
const raw = `GET\n/v2/vpceps/\n\nhost:h\nx-note:a|b||c\nx-sdk-date:d\n\nhost;x-note;x-sdk-date\n${hash}`
const echo = `verify aksk signature fail, canonicalRequest:${raw.replaceAll("\n", "|")}`

const parts = {
  method: "GET",
  canonicalUri: "/v2/vpceps/",
  canonicalQuery: "",
  headers: [
    ["host", "h"],
    ["x-note", "a|b||c"],
    ["x-sdk-date", "d"]
  ],
  signedHeaders: ["host", "x-note", "x-sdk-date"],
  payloadHash: hash
}

describe("readEchoedRequest", () => {
  it.each([
    ["a canonical request as it stands", raw],
    ["one with the line breaks of Windows", raw.replaceAll("\n", "\r\n")],
    ["the message of a server", echo],
    ["a whole answer", JSON.stringify({ error_msg: echo, error_code: "APIGW.0301" })],
    ["a member of a JSON answer", JSON.stringify({ rule: "r", canonicalRequest: raw })],
    ["an answer within another", JSON.stringify({ error: { message: echo } })],
    ["a line of a log", `12:00 ERROR {status_code:401,error_msg:${echo}, request_id:42}\n`],
    ["a piece of JSON with its escapes", `"error_msg":"${echo.replaceAll("/", "\\/")}","x":1`]
  ])("reads %s", (_, text) => {
    expect(readEchoedRequest(text)).toEqual(parts)
  })

  it("unescapes the & of a piece of JSON", () => {
    const piece = echo.replace("/v2/vpceps/||", String.raw`/|a=1\u0026b=2|`)
    expect(readEchoedRequest(piece)?.canonicalQuery).toBe("a=1&b=2")
  })
})
