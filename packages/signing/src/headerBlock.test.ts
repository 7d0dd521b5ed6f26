import { describe, expect, it } from "vitest"
import { headerBlock, writeHeaderBlock } from "./headerBlock.ts"
import type { Header } from "./headers.ts"

describe("writeHeaderBlock", () => {
  it("leaves a gap where the date goes", () => {
    expect(
      writeHeaderBlock([
        ["host", "h"],
        ["region", "r"],
        ["x-sdk-content-sha256", "44136f"],
        ["x-sdk-date", "now"],
        ["x-security-token", "t"]
      ])
    ).toEqual({
      host: "h",
      claimedHash: "44136f",
      before: "\nhost:h\nregion:r\nx-sdk-content-sha256:44136f\nx-sdk-date:",
      after:
        "\nx-security-token:t\n\nhost;region;x-sdk-content-sha256;x-sdk-date;x-security-token\n",
      names: "host;region;x-sdk-content-sha256;x-sdk-date;x-security-token"
    })
  })

  it("knows no hash of the body where none was claimed", () => {
    expect(
      writeHeaderBlock([
        ["host", "h"],
        ["x-sdk-date", "now"]
      ]).claimedHash
    ).toBeUndefined()
  })
})

interface Asked {
  readonly headers?: ReadonlyArray<Header>
  readonly host?: string
  readonly securityToken?: string
}

/** Whether a block was written for these headers, rather than remembered. */
const written = ({ headers = [], host = "h", securityToken }: Asked): boolean => {
  let asked = false
  headerBlock(headers, host, securityToken, () => {
    asked = true
    return [
      ["host", host],
      ["x-sdk-date", "now"]
    ]
  })
  return asked
}

describe("headerBlock", () => {
  const usual: Asked = {
    headers: [
      ["Region", "v"],
      ["x-domain-id", "v"],
      ["Accept", "*/*"]
    ],
    securityToken: "t"
  }

  it("answers again the block that it answered for the same headers", () => {
    const ask = (region: string) =>
      headerBlock([["region", region]], "again", undefined, () => [
        ["host", "again"],
        ["region", region],
        ["x-sdk-date", "now"]
      ])
    const block = ask("r")
    expect(block).toEqual(
      writeHeaderBlock([
        ["host", "again"],
        ["region", "r"],
        ["x-sdk-date", "now"]
      ])
    )
    expect(ask("s")).not.toEqual(block)
    expect(ask("r")).toBe(block)
  })

  const differing: ReadonlyArray<readonly [string, Asked]> = [
    ["another host", { ...usual, host: "i" }],
    ["another security token", { ...usual, securityToken: "u" }],
    ["no security token", { headers: usual.headers ?? [] }],
    [
      "another value",
      {
        ...usual,
        headers: [
          ["Region", "w"],
          ["x-domain-id", "v"]
        ]
      }
    ],
    [
      "another value of the last header",
      {
        ...usual,
        headers: [
          ["Region", "v"],
          ["x-domain-id", "w"]
        ]
      }
    ],
    [
      "another name",
      {
        ...usual,
        headers: [
          ["Region", "v"],
          ["x-project-id", "v"]
        ]
      }
    ],
    ["a header fewer", { ...usual, headers: [["Region", "v"]] }],
    [
      "a header more",
      {
        ...usual,
        headers: [
          ["Region", "v"],
          ["x-domain-id", "v"],
          ["Content-Type", "v"]
        ]
      }
    ],
    ["no headers", { ...usual, headers: [] }]
  ]

  it.each(differing)("is written anew for %s", (_, other) => {
    written(usual)
    expect(written(other)).toBe(true)
  })

  it("is the same whatever is sent besides, unsigned", () => {
    expect(written({ ...usual, host: "besides" })).toBe(true)
    const headers: ReadonlyArray<Header> = [
      ["User-Agent", "x"],
      ["Region", "v"],
      ["Accept", "text/plain"],
      ["x-domain-id", "v"]
    ]
    expect(written({ ...usual, host: "besides", headers })).toBe(false)
  })

  it("is remembered for the last four", () => {
    const ask = (hosts: ReadonlyArray<string>) => hosts.map((host) => written({ host }))
    expect(ask(["1", "2", "3", "4"])).toEqual([true, true, true, true])
    expect(ask(["1", "2", "3", "4"])).toEqual([false, false, false, false])
    expect(ask(["5", "2", "3", "4", "5"])).toEqual([true, false, false, false, false])
    expect(ask(["1"])).toEqual([true])
  })
})
