import { describe, expect, it } from "vitest"
import { checkStatus, lastHead, streamHeaders, wholeHeaders } from "./answer.ts"

const id = "0123456789abcdef0123456789abcdef"
const whole = (status: number, body: string | Uint8Array = "") =>
  wholeHeaders({ status, headers: [], body }, id)

describe("the headers of a whole answer", () => {
  it("say its length in bytes, its id and nosniff", () => {
    expect(whole(200, "caf\u00E9")).toEqual([
      "X-Request-Id",
      id,
      "X-Content-Type-Options",
      "nosniff",
      "Content-Length",
      "5"
    ])
  })

  it("have no length for 204 and 304", () => {
    expect(whole(204)).not.toContain("Content-Length")
    expect(whole(304)).not.toContain("Content-Length")
  })

  it("keep the request id of an upstream, and never a second one", () => {
    const headers = [["x-request-id", "upstream"]] as const
    const sent = wholeHeaders({ status: 200, headers, body: "" }, id)
    expect(sent.filter((text) => text.toLowerCase() === "x-request-id")).toEqual(["x-request-id"])
    expect(sent).toContain("upstream")
  })

  it("keep repeated headers apart", () => {
    const headers = [
      ["Allow", "GET"],
      ["Allow", "DELETE"]
    ] as const
    const sent = wholeHeaders({ status: 405, headers, body: "" }, id)
    expect(sent.slice(0, 4)).toEqual(["Allow", "GET", "Allow", "DELETE"])
  })

  it("drop what names the software, and what the listener decides", () => {
    const headers = [
      ["Server", "a"],
      ["x-powered-by", "b"],
      ["Connection", "keep-alive"],
      ["Transfer-Encoding", "chunked"],
      ["Content-Length", "999"]
    ] as const
    expect(wholeHeaders({ status: 200, headers, body: "" }, id)).toEqual(whole(200))
  })
})

describe("the headers of a streamed answer", () => {
  it("keep a Content-Length, so that a cut stream shows", () => {
    expect(streamHeaders([["content-length", "12"]], id).slice(0, 2)).toEqual([
      "content-length",
      "12"
    ])
  })
})

describe("the head of a last answer", () => {
  const now = new Date(0)

  it("closes the connection and has a date", () => {
    expect(lastHead({ status: 400, headers: [["A", "b"]], body: "no" }, id, now)).toBe(
      [
        "HTTP/1.1 400 Bad Request",
        "A: b",
        `X-Request-Id: ${id}`,
        "X-Content-Type-Options: nosniff",
        "Content-Length: 2",
        "Date: Thu, 01 Jan 1970 00:00:00 GMT",
        "Connection: close",
        "",
        ""
      ].join("\r\n")
    )
  })

  for (const bad of [
    ["A", "b\r\nSet-Cookie: c"],
    ["A\r\nB", "c"],
    ["A b", "c"]
  ] as const) {
    it(`cannot be split by ${JSON.stringify(bad)}`, () =>
      expect(() => lastHead({ status: 400, headers: [bad], body: "" }, id, now)).toThrow(TypeError))
  }
})

describe("a status", () => {
  for (const status of [100, 101, 199, 600, 200.5, Number.NaN]) {
    it(`cannot be ${status}`, () => expect(() => checkStatus(status)).toThrow("from 200 to 599"))
  }
})
