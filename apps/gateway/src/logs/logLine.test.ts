import * as fc from "fast-check"
import { expect, it } from "vitest"
import { logLine, longestLine } from "./logLine.ts"

const date = new Date(Date.UTC(2026, 4, 25))

const entryOf = (message: string, cause?: string) => ({
  date,
  level: "WARN",
  message,
  ...(cause !== undefined && { cause })
})

it("is one line of JSON with when, how grave and what", () => {
  expect(logLine(entryOf("0123 502 APIGW.0201: reset"))).toBe(
    `{"time":"2026-05-25T00:00:00.000Z","level":"WARN","message":"0123 502 APIGW.0201: reset"}\n`
  )
})

// oxlint-disable-next-line no-control-regex
const raw = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]|\n./u

it("cannot be forged by what it quotes", () => {
  const hostile = 'x\n{"level":"INFO","message":"all is well"}\r\u001B[2J\u009B1m\u202Egnp\u2028'
  const line = logLine(entryOf(hostile, hostile))
  expect(line).not.toMatch(raw)
  expect(JSON.parse(line)).toMatchObject({ level: "WARN", message: hostile, cause: hostile })
})

it("parses, fits and has no raw control character whatever it is of", () => {
  const text = fc
    .tuple(fc.string({ unit: "binary", maxLength: 60 }), fc.nat(200))
    .map(([piece, times]) => piece.repeat(times))
  fc.assert(
    fc.property(text, fc.option(text, { nil: undefined }), (message, cause) => {
      const line = logLine(entryOf(message, cause))
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(longestLine)
      expect(line).not.toMatch(raw)
      expect(JSON.parse(line)).toHaveProperty("message")
    }),
    { numRuns: 200 }
  )
})

it("keeps the message of a long defect and cuts its stack", () => {
  const line = JSON.parse(logLine(entryOf("failed", "at somewhere\n".repeat(1000))))
  expect(line.message).toBe("failed")
  expect(line.cause.length).toBeGreaterThan(3000)
})
