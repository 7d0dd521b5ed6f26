import { describe, expect, it } from "vitest"
import { entries, type KnownCode } from "./entries.ts"
import { entry, isKnown, lookup } from "./lookup.ts"

describe("lookup", () => {
  it("finds every entry by its code and status, and nothing else by them", () => {
    for (const known of entries) expect(lookup(known.code, known.status)).toEqual([known])
  })

  it("finds all statuses of a code", () => {
    expect(lookup("APIGW.0201").map(({ status }) => status)).toEqual([400, 413, 414, 494, 502, 504])
  })

  it("does not mind letter case and surrounding space", () => {
    expect(lookup(" uc.00011005\n")).toEqual(lookup("UC.00011005"))
    expect(lookup("UC.00011005")).toHaveLength(1)
  })

  it.each(["00011005", "UC.0001100", "UC.00011005X", "UC 00011005", "404", ""])(
    "is empty for %j, which is no documented code",
    (code) => expect(lookup(code)).toEqual([])
  )

  it("is empty for a documented code with another status", () => {
    expect(lookup("UC.00011005", 500)).toEqual([])
  })
})

describe("entry", () => {
  it("gives a server the text to send", () => {
    expect(entry("UC.00011005", 404).message).toBe("Not found.")
  })

  it("throws for a code that is not documented with the status", () => {
    expect(() => entry("UC.00011005", 500)).toThrow("UC.00011005 is not documented with status 500")
  })

  it("takes documented codes only", () => {
    // @ts-expect-error the code is not in the catalog
    expect(() => entry("UC.00000000", 400)).toThrow("UC.00000000")
  })
})

describe("isKnown", () => {
  it("is true of every entry, by its code and by its status too", () => {
    expect(entries.every(({ code, status }) => isKnown(code) && isKnown(code, status))).toBe(true)
  })

  it.each(["UC.00000000", "uc.00011005", " UC.00011005", "", "__proto__"])(
    "is false of %j",
    (code) => expect(isKnown(code)).toBe(false)
  )

  it("is false of a documented code with another status", () => {
    expect(isKnown("UC.00011005", 500)).toBe(false)
  })

  it("makes a documented code of a text", () => {
    const received: string = "UC.00011005"
    const codes: ReadonlyArray<KnownCode> = isKnown(received) ? [received] : []
    expect(codes).toEqual(["UC.00011005"])
  })
})
