import { entries } from "@codearts/error-catalog"
import * as chinese from "@codearts/error-catalog/zh"
import { describe, expect, it } from "@effect/vitest"
import { CliOutput } from "effect/cli"
import { codearts, person } from "./codearts.ts"

const offline = { env: { HUAWEICLOUD_SDK_AK: undefined, HUAWEICLOUD_SDK_SK: undefined } }

describe("codearts error explain", () => {
  it("tells what a code means, what to do and whether to retry, without credentials or network", async () => {
    const { sent, status, stderr, stdout } = await codearts("error explain UC.00011005", offline)
    expect([status, stderr, sent]).toEqual([0, "", []])
    expect(stdout.split("\n").map((line) => line.slice(0, 9))).toEqual([
      "404 UC.00",
      "  why:   ",
      "  do:    ",
      "  retry: ",
      "  from:  "
    ])
  })

  it("tells every meaning of a code that has several, or the one of a status", async () => {
    const all = await codearts("error explain APIGW.0201")
    const one = await codearts("error explain APIGW.0201 --status 413")
    expect(all.stdout.match(/^\d{3} APIGW\.0201/gmu)).toHaveLength(6)
    expect(one.stdout.match(/^\d{3} APIGW\.0201/gmu)).toEqual(["413 APIGW.0201"])
  })

  it("does not mind the case of a code", async () => {
    const { status, stdout } = await codearts("error explain apigw.0301")
    expect([status, stdout.slice(0, 14)]).toEqual([0, "401 APIGW.0301"])
  })

  it("gives the rows of the catalog with -o json", async () => {
    const { stdout } = await codearts("error explain APIGW.0301 -o json")
    expect(JSON.parse(stdout)).toEqual(entries.filter(({ code }) => code === "APIGW.0301"))
  })

  it("breaks lines between words on a terminal, under their own beginning", async () => {
    const { stdout } = await codearts("error explain UC.00011035", {
      terminal: { ...person, width: 60 }
    })
    const lines = stdout.split("\n")
    expect(lines.every((line) => line.length <= 60)).toBe(true)
    expect(lines[2]).toMatch(/^ {9}\S/u)
  })

  it.each([
    ["no such code", "nonsense", "no code nonsense", "error list"],
    [
      "a letter too few",
      "UC.0011005",
      "no code UC.0011005; did you mean UC.00011005?",
      "error explain UC.00011005"
    ],
    [
      "a part of a code",
      "11005",
      "no code 11005; did you mean UC.00011005?",
      "error explain UC.00011005"
    ],
    [
      "a status that the code never has",
      "apigw.0201 --status 418",
      "APIGW.0201 with status 400, 413, 414, 494, 502, 504",
      "error explain APIGW.0201"
    ]
  ])("says so for %s, with what comes nearest: exit 2", async (_, args, reason, more) => {
    const { status, stderr, stdout } = await codearts(`error explain ${args}`)
    expect([status, stdout]).toEqual([2, ""])
    expect(stderr.split("\n")).toEqual([
      `error: the catalog has ${reason}`,
      `  more: codearts ${more}`
    ])
  })

  it("says it in Chinese with --lang zh, and keeps the server's message", async () => {
    const { status, stdout } = await codearts("error explain UC.00011005 --lang zh")
    const [row] = chinese.lookup("UC.00011005")
    expect(status).toBe(0)
    expect(stdout.split("\n")).toEqual([
      "404 UC.00011005 Not found. 未找到。",
      `  原因：${row?.meaning}`,
      `  处理：${row?.action}`,
      `  重试：${chinese.explain({ error_code: "UC.00011005" }).advice}`,
      `  来源：${row?.source}`
    ])
  })

  it("gives the Chinese rows with -o json, which say whose Chinese it is", async () => {
    const { stdout } = await codearts("error explain APIGW.0301 --lang zh -o json")
    expect(JSON.parse(stdout)).toEqual(chinese.lookup("APIGW.0301"))
    expect(stdout).toContain('"provenance": "ours"')
  })

  it("breaks Chinese where the line ends, under its own beginning", async () => {
    const { stdout } = await codearts("error explain UC.00011002 --lang zh", {
      terminal: { ...person, width: 60 }
    })
    const lines = stdout.split("\n")
    expect(Math.max(...lines.map((line) => CliOutput.displayWidth(line)))).toBeLessThanOrEqual(60)
    expect(lines.filter((line) => /^ {8}\S/u.test(line)).length).toBeGreaterThan(3)
    expect(lines.filter((line) => /^ *[，。；：、]/u.test(line))).toEqual([])
  })

  it("explains the failures of this program, which have no status", async () => {
    const { status, stdout } = await codearts("error explain KIT.0107")
    expect([status, stdout.split("\n")[0]]).toEqual([0, "KIT.0107 No answer."])
  })
})
