import { statuses } from "@codearts/error-catalog"
import * as chinese from "@codearts/error-catalog/zh"
import { describe, expect, it } from "@effect/vitest"
import { codearts } from "./codearts.ts"

const offline = { env: { HUAWEICLOUD_SDK_AK: undefined, HUAWEICLOUD_SDK_SK: undefined } }

describe("codearts status explain", () => {
  it.each(statuses)("explains $status, without credentials or network", async (row) => {
    const { sent, status, stderr, stdout } = await codearts(`status explain ${row.status}`, offline)
    expect([status, stderr, sent]).toEqual([0, "", []])
    expect(stdout.split("\n")).toEqual([
      `${row.status} ${row.title}`,
      `  why:   ${row.meaning}`,
      `  do:    ${row.action}`,
      expect.stringContaining(row.retry.reason),
      `  from:  ${row.source}`
    ])
  })

  it("explains one that is in no table by its class", async () => {
    const { status, stdout } = await codearts("status explain 418")
    expect([status, stdout.split("\n")[0]]).toEqual([0, "418 Refused"])
  })

  it("explains in Chinese with --lang zh", async () => {
    const { title, meaning } = chinese.statusText(409)
    const { stdout } = await codearts("status explain 409 --lang zh")
    expect(stdout.split("\n").slice(0, 2)).toEqual([`409 ${title}`, `  原因：${meaning}`])
  })

  it.each([
    ["409", true],
    ["418", false]
  ])(
    "gives with -o json what it says of %s, and whether a document names it",
    async (given, documented) => {
      const { stdout } = await codearts(`status explain ${given} -o json`)
      expect(JSON.parse(stdout)).toMatchObject({ status: Number(given), documented })
      expect(Object.keys(JSON.parse(stdout))).toEqual(
        expect.arrayContaining(["title", "meaning", "action", "retry", "source"])
      )
    }
  )
})
