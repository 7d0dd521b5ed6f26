import { describe, expect, it } from "vitest"
import { entries } from "./entries.ts"
import { search } from "./search.ts"

const found = (text: string) => search(text).map(({ code, status }) => `${code} ${status}`)

describe("search", () => {
  it("finds a code by a part of it, in any letter case", () => {
    expect(found("uc.00011005")).toEqual(["UC.00011005 404"])
    expect(found("11005")).toEqual(["UC.00011005 404"])
  })

  it("finds what a server says", () => {
    expect(found("Redis lock")).toEqual(["UC.00011063 409"])
    expect(found("the api does not exist.")[0]).toBe("APIGW.0101 404")
  })

  it("wants every word, wherever it stands", () => {
    expect(found("0201 timeout")).toEqual(["APIGW.0201 504"])
    expect(search("0201 nonsense")).toEqual([])
  })

  it("finds by meaning, action, retry class and family", () => {
    expect(found("Tenant Administrator role")).toContain("UC.00010002 401")
    expect(found("locked-out")).toEqual(["UC.00011035 429"])
    expect(found("IAM Identity Center")).toContain("UC.00011064 400")
  })

  it("puts those that say it in code, status or message first", () => {
    const results = search("project")
    const headed = results.map(({ message }) => message.toLowerCase().includes("project"))
    expect(headed).toContain(true)
    expect(headed).toContain(false)
    expect(headed.indexOf(false)).toBeGreaterThan(headed.lastIndexOf(true))
  })

  it("gives each entry once", () => {
    const results = search("e")
    expect(new Set(results).size).toBe(results.length)
    expect(entries).toEqual(expect.arrayContaining([...results]))
  })

  it.each(["", "  ", "no such words anywhere"])("finds nothing for %j", (text) => {
    expect(search(text)).toEqual([])
  })
})
