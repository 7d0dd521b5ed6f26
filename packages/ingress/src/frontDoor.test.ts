import { describe, expect, it } from "vitest"
import { frontDoor } from "./frontDoor.ts"
import type { Headers } from "./headers.ts"

const allowed = new Set(["localhost:8090"])
const host = ["Host", "localhost:8090"] as const

const statusOf = (headers: Headers, url = "/", httpVersion = "1.1"): number | undefined => {
  const checked = frontDoor({ httpVersion, url }, headers, allowed)
  return "refusal" in checked ? checked.refusal.status : undefined
}

describe("the front door", () => {
  it("lets a plain request in", () => expect(statusOf([host])).toBeUndefined())

  it("asks for HTTP/1.1 first", () => expect(statusOf([], "//", "1.0")).toBe(505))

  it("asks for well-formed headers", () => expect(statusOf([host, ["a_b", "c"]])).toBe(400))

  it("asks for one length, also where the parser did not", () => {
    const lengths = [
      ["Content-Length", "3"],
      ["Transfer-Encoding", "chunked"]
    ] as const
    expect(statusOf([host, ...lengths])).toBe(400)
  })

  it("asks for a host it serves before it looks at the target", () => {
    expect(statusOf([["Host", "evil.example"]], "//")).toBe(421)
  })

  it("asks for a canonical target", () => expect(statusOf([host], "//")).toBe(400))

  it("gives the values of the headers that come once", () => {
    expect(frontDoor({ httpVersion: "1.1", url: "/" }, [host], allowed)).toEqual({
      found: new Map([["host", "localhost:8090"]])
    })
  })
})
