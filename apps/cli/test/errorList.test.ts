import { entries } from "@codearts/error-catalog"
import * as chinese from "@codearts/error-catalog/zh"
import { describe, expect, it } from "@effect/vitest"
import { codearts, person } from "./codearts.ts"

const members = ["code", "status", "message", "family", "meaning", "action", "retry", "source"]

describe("codearts error list", () => {
  it("lists the catalog, tab-separated in a pipe, without network", async () => {
    const { sent, status, stderr, stdout } = await codearts("error list")
    const [heading, ...lines] = stdout.split("\n")
    expect([status, stderr, sent]).toEqual([0, "", []])
    expect(heading).toBe("code\tstatus\tretry\tmessage")
    expect(lines).toEqual(
      entries.map(({ code, message, retry, status }) =>
        [code, status, retry.class, message].join("\t")
      )
    )
  })

  it("is a table on a terminal", async () => {
    const { stdout } = await codearts("error list", { terminal: { ...person, width: 60 } })
    const lines = stdout.split("\n")
    expect(lines[0]).toMatch(/^code {2,}status {2,}retry {2,}message/u)
    expect(lines.every((line) => line.length <= 60)).toBe(true)
  })

  it("gives all that each row says with -o json", async () => {
    const rows: ReadonlyArray<object> = JSON.parse((await codearts("error list -o json")).stdout)
    expect(rows.map((row) => Object.keys(row))).toEqual(entries.map(() => members))
    expect(entries).toMatchObject(rows)
  })

  it("gives Chinese rows with --lang zh, which say whose Chinese it is", async () => {
    const { stdout } = await codearts("error list --lang zh -o json")
    expect(chinese.entries).toMatchObject(JSON.parse(stdout))
    expect(stdout.match(/"provenance": "ours"/gu)).toHaveLength(entries.length)
    const tsv = await codearts("error list --lang zh --family IAM")
    expect(tsv.stdout).toContain("IAM.0011\t400\tnever\t请求体无效。")
  })

  it.each([
    ["--status 409", (row: (typeof entries)[number]) => row.status === 409],
    ["--family IAM", (row: (typeof entries)[number]) => row.family === "IAM"],
    [
      "--status 401 --family APIGW",
      (row: (typeof entries)[number]) => row.status === 401 && row.family === "APIGW"
    ],
    ["--status 418", () => false]
  ])("with %s lists those alone", async (flags, wanted) => {
    const { status, stdout } = await codearts(`error list ${flags} -o json`)
    const rows: ReadonlyArray<object> = JSON.parse(stdout)
    expect(status).toBe(0)
    expect(rows).toMatchObject(entries.filter(wanted).map(({ code, status }) => ({ code, status })))
  })
})

describe("codearts error search", () => {
  it.each([
    ["Redis lock", ["UC.00011063"]],
    ["0201 timeout", ["APIGW.0201"]],
    ["账号被锁定 --lang zh", ["UC.00011035"]]
  ])("finds by words: %s", async (args, codes) => {
    const { sent, status, stderr, stdout } = await codearts(`error search ${args} -o json`)
    expect([status, stderr, sent]).toEqual([0, "", []])
    expect(JSON.parse(stdout).map(({ code }: { readonly code: string }) => code)).toEqual(codes)
  })

  it("takes its words as one argument or as several", async () => {
    const one = await codearts(["error", "search", "Redis lock"])
    const several = await codearts(["error", "search", "Redis", "lock"])
    expect(one).toEqual(several)
  })

  it("says so where no error says it: exit 1", async () => {
    const { status, stderr, stdout } = await codearts("error search nothing like it")
    expect([status, stdout]).toEqual([1, ""])
    expect(stderr.split("\n")).toEqual([
      "error: no error says nothing like it",
      "  more: codearts error list"
    ])
  })

  it("shows words that would move the cursor as what they are", async () => {
    const { stderr } = await codearts(["error", "search", "\u001B[2J"])
    expect(stderr).toContain("\\u001b[2J")
  })
})
