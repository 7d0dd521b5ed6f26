import { describe, expect, it } from "vitest"
import { contentOf, type RawCase, wireText } from "./cases.ts"
import { exchange, lastGet, open } from "./wire.ts"

interface Refused extends RawCase {
  readonly status: number
  readonly error_code: string
  readonly says: string
  readonly halfClose?: boolean
}

// The file is written by hand to this shape.
const cases = contentOf("refused.json") as ReadonlyArray<Refused>

describe("the front door closes the connection and reads no further", () => {
  for (const refused of cases) {
    it(`after ${refused.name}`, async () => {
      const { port, seen } = await open()
      const smuggled = refused.halfClose === true ? "" : lastGet(port, "/smuggled")
      const sent = wireText(refused, port) + smuggled
      const [answer, ...more] = await exchange(port, sent, refused)

      expect(more).toEqual([])
      expect(answer?.status).toBe(refused.status)
      expect(JSON.parse(answer?.body ?? "")).toEqual({
        error_code: refused.error_code,
        error_msg: expect.stringContaining(refused.says),
        request_id: answer?.headers.get("x-request-id")
      })
      expect(answer?.headers.get("connection")).toBe("close")
      expect(seen).toEqual([])
    })
  }
})
