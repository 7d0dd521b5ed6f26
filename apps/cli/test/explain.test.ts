import { entries } from "@codearts/error-catalog"
import { describe, expect, it } from "@effect/vitest"
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
      "  retry: "
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
    ["no such code", "nonsense", "the catalog has no code nonsense"],
    ["a part of a code", "11005", "the catalog has no code 11005; it has UC.00011005"],
    [
      "a status that the code never has",
      "APIGW.0201 --status 418",
      "the catalog has APIGW.0201 with status 400, 413"
    ]
  ])("says so for %s: exit 1", async (_, args, reason) => {
    const { status, stderr, stdout } = await codearts(`error explain ${args}`)
    expect([status, stdout]).toEqual([1, ""])
    expect(stderr).toContain(`error: ${reason}`)
  })
})
