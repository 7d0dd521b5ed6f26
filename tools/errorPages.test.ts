import { entries } from "@codearts/error-catalog"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { errorPages } from "./errorPages.ts"

const codes = [...new Set(entries.map(({ code }) => code))]
const pages = errorPages()
const pageOf = (code: string) => pages[`docs/errors/${code}.md`]?.() ?? ""

describe("the pages of the errors", () => {
  it("are one for each code, and none is left of a code that is gone", () => {
    const files = readdirSync(join(import.meta.dirname, "..", "docs", "errors"))
    expect(files.toSorted()).toEqual(codes.map((code) => `${code}.md`).toSorted())
  })

  it.each(entries)("tell $code with $status, in English and Chinese", (row) => {
    const page = pageOf(row.code)
    for (const text of [row.message, row.meaning, row.action, row.retry.reason, row.source])
      expect(page).toContain(text)
    expect(page).toMatch(/\*\*处理：\*\*.*。/u)
  })

  it("tell all the statuses of a code", () => {
    expect(pageOf("APIGW.0201").match(/^## \d{3}: /gmu)).toEqual(
      [400, 413, 414, 494, 502, 504].map((status) => `## ${status}: `)
    )
  })

  it("are each in the list", () => {
    const list = pages["docs/errors.md"]?.() ?? ""
    expect(codes.filter((code) => !list.includes(`(errors/${code}.md)`))).toEqual([])
  })
})
