import { describe, expect, it } from "vitest"
import { contentOf, filled, type RawCase, wireText } from "./cases.ts"
import { exchange, lastGet, open } from "./wire.ts"

interface Accepted extends RawCase {
  /** What the handler must be given, the body as text. */
  readonly handler: { readonly body?: string; readonly headers?: unknown }
}

const received = ({ handler }: Accepted, port: number): Record<string, unknown> =>
  JSON.parse(filled(JSON.stringify(handler), port))

// The file is written by hand to this shape.
const cases = contentOf("accepted.json") as ReadonlyArray<Accepted>

describe("the front door lets through, unchanged,", () => {
  for (const accepted of cases) {
    it(`a request with ${accepted.name}`, async () => {
      const { port, seen } = await open()
      const answers = await exchange(port, wireText(accepted, port) + lastGet(port))

      expect(answers.map(({ status }) => status)).toEqual([200, 200])
      const [request] = seen
      expect({
        ...request,
        body: Buffer.from(request?.body ?? []).toString("latin1")
      }).toMatchObject(received(accepted, port))
      expect(request?.requestId).toMatch(/^[0-9a-f]{32}$/)
      expect(request?.remoteAddress).toBe("127.0.0.1")
    })
  }
})
