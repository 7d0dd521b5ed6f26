import { describe, expect, it } from "vitest"
import { entries } from "./entries.ts"
import type { ErrorEntry } from "./entry.ts"

const families = ["UC", "APIGW", "IAM", "KIT"]
const classes = [
  "never",
  "after",
  "backoff",
  "refresh-token",
  "fix-clock",
  "read-then-decide",
  "locked-out"
]
const sentences = /^[A-Z][^]{10,}\.$/u

const key = ({ code, status }: ErrorEntry): string => `${code} ${status}`

const keysWhere = (wrong: (entry: ErrorEntry) => boolean): ReadonlyArray<string> =>
  entries.filter(wrong).map(key)

describe("the catalog", () => {
  it("has each code and status once", () => {
    const keys = entries.map(key)
    expect(keys.filter((one, at) => keys.indexOf(one) !== at)).toEqual([])
  })

  it("is in the order of family, code, status", () => {
    const ordered = entries.toSorted(
      (a, b) =>
        families.indexOf(a.family) - families.indexOf(b.family) ||
        (a.code < b.code ? -1 : a.code > b.code ? 1 : a.status - b.status)
    )
    expect(entries.map(key)).toEqual(ordered.map(key))
  })

  it("says in one sentence what happened", () => {
    expect(keysWhere(({ meaning }) => !sentences.test(meaning) || /[.!?] /u.test(meaning))).toEqual(
      []
    )
  })

  it("says in full sentences what to do", () => {
    expect(keysWhere(({ action }) => !sentences.test(action))).toEqual([])
  })

  it("says more than the message does", () => {
    const echoes = ({ message, meaning, action }: ErrorEntry) => [meaning, action].includes(message)
    expect(keysWhere(echoes)).toEqual([])
  })

  it("says whether to retry, and why", () => {
    expect(keysWhere(({ retry }) => !classes.includes(retry.class))).toEqual([])
    expect(keysWhere(({ retry }) => !sentences.test(retry.reason))).toEqual([])
  })

  it("names the source of every entry", () => {
    expect(keysWhere(({ source }) => source === "")).toEqual([])
  })

  it("gives a status of HTTP to all that a server answers, and none to our own programs' failures", () => {
    const answered = (status: number) => status >= 400 && status < 600
    const unanswered = keysWhere(({ status }) => !answered(status))
    expect(unanswered).toEqual(keysWhere(({ code }) => code.startsWith("KIT.01")))
    expect(unanswered.every((each) => each.endsWith(" 0"))).toBe(true)
  })

  it("knows six failures under APIGW.0201, and one under every other code", () => {
    const several = keysWhere((one) => entries.filter(({ code }) => code === one.code).length > 1)
    expect(several).toEqual([400, 413, 414, 494, 502, 504].map((status) => `APIGW.0201 ${status}`))
  })
})
