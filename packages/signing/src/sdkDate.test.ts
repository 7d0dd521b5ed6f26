import { describe, expect, it } from "vitest"
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
})
