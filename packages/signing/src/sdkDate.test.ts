import { describe, expect, it, vi } from "vitest"
import { formatSdkDate, parseSdkDate } from "./sdkDate.ts"

describe("formatSdkDate", () => {
  it.each([
    ["2026-05-25T09:30:15Z", "20260525T093015Z"],
    ["2000-02-29T23:59:59.999Z", "20000229T235959Z"],
    ["2026-01-02T03:04:05+08:00", "20260101T190405Z"]
  ])("spells %s as %s", (iso, expected) => {
    expect(formatSdkDate(new Date(iso))).toBe(expected)
  })

  it.each([[Number.NaN], [Date.UTC(10_000, 0)], [-Date.UTC(4000, 0)]])(
    "throws a RangeError for the time value %d",
    (time) => {
      expect(() => formatSdkDate(new Date(time))).toThrow(RangeError)
    }
  )

  it("spells years from 1000 to 9999, and says so of any other", () => {
    expect(formatSdkDate(new Date("1000-01-01T00:00:00Z"))).toBe("10000101T000000Z")
    expect(formatSdkDate(new Date("9999-12-31T23:59:59Z"))).toBe("99991231T235959Z")
    expect(() => formatSdkDate(new Date("0999-12-31T23:59:59Z"))).toThrow(
      new RangeError("the year must be 1000 to 9999")
    )
  })

  it("spells a minute once, for all the moments of it that follow each other", () => {
    const spellMinute = vi.spyOn(Date.prototype, "toISOString")
    const spelled = ["09:30:00", "09:30:09", "09:30:10", "09:30:59.999", "09:31:00"].map((moment) =>
      formatSdkDate(new Date(`2026-05-25T${moment}Z`))
    )
    const times = spellMinute.mock.calls.length
    spellMinute.mockRestore()
    expect(spelled).toEqual([
      "20260525T093000Z",
      "20260525T093009Z",
      "20260525T093010Z",
      "20260525T093059Z",
      "20260525T093100Z"
    ])
    expect(times).toBe(2)
  })
})

describe("parseSdkDate", () => {
  it("reads back what formatSdkDate writes", () => {
    const date = new Date("2026-05-25T09:30:15Z")
    expect(parseSdkDate(formatSdkDate(date))).toEqual(date)
  })

  it.each([
    "",
    "20260525",
    "2026-05-25T09:30:15Z",
    "20260525T093015",
    "20260525t093015z",
    "20260525T093015+0000",
    "20260525T093015.000Z",
    "20260525T093015ZZ",
    " 20260525T093015Z",
    "20260525T093015Z\n",
    "20260525T093015Z ,20260525T093015Z",
    "20260229T093015Z",
    "20260431T093015Z",
    "20260500T093015Z",
    "20261325T093015Z",
    "20260525T240000Z",
    "20260525T096015Z",
    "20260525T093060Z",
    "00500525T093015Z",
    "99999999T999999Z",
    "１0260525T093015Z",
    "Infinity",
    "1779701415"
  ])("refuses %j", (text) => {
    expect(parseSdkDate(text)).toBeUndefined()
  })

  it.each([
    ["20260501T000000Z", "2026-05-01T00:00:00Z"],
    ["20260509T235959Z", "2026-05-09T23:59:59Z"],
    ["20261010T102030Z", "2026-10-10T10:20:30Z"],
    ["20240229T123456Z", "2024-02-29T12:34:56Z"],
    ["10000131T200901Z", "1000-01-31T20:09:01Z"],
    ["99991231T191817Z", "9999-12-31T19:18:17Z"]
  ])("reads %s as %s", (text, iso) => {
    expect(parseSdkDate(text)).toEqual(new Date(iso))
  })

  it("reads a day alike whichever was read before it", () => {
    const days = ["20260228", "20260230", "20260230", "20260301", "20260228", "20260228"]
    const read = days.map((day) => parseSdkDate(`${day}T010203Z`)?.toISOString())
    const [last, first] = ["2026-02-28T01:02:03.000Z", "2026-03-01T01:02:03.000Z"]
    expect(read).toEqual([last, undefined, undefined, first, last, last])
  })

  it("reads a day once, for all the moments of it that follow each other", () => {
    const readDay = vi.spyOn(Date, "UTC")
    const days = ["20260601", "20260601", "20260602", "20260631", "20260631"]
    for (const [second, day] of days.entries()) parseSdkDate(`${day}T00000${second}Z`)
    const times = readDay.mock.calls.length
    readDay.mockRestore()
    expect(times).toBe(3)
  })
})
