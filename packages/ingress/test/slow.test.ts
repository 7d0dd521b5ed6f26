import { describe, expect, it } from "vitest"
import { type Handler, header } from "../src/index.ts"
import { dial, drained, exchange, json, lastGet, open, request } from "./wire.ts"

const timeouts = { headers: 300, request: 500, keepAlive: 100, stall: 200 }

const timedOut = {
  error_code: "UC.00011007",
  error_msg: "Request timed out.",
  request_id: expect.any(String)
}

/** Answers once another client, who begins now, was found too slow. */
const lateAnswer: Handler = async ({ headers }) => {
  const port = Number(header({ headers }, "host")?.split(":")[1])
  await exchange(port, "GET /slow HT")
  return json(200, "late")
}

describe("a client that", () => {
  for (const [name, sent] of [
    ["stops in the request line", "GET /a HT"],
    ["stops in the headers", "GET /a HTTP/1.1\r\nHost: "],
    ["stops in the body", "PUT /a HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\n\r\nabc"],
    [
      "stops in a chunk",
      "PUT /a HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc"
    ]
  ] as const) {
    it(`${name} is answered 408 and closed`, async () => {
      const { port, seen } = await open(undefined, { timeouts })
      const answers = await exchange(port, sent.replace("{host}", `127.0.0.1:${port}`))
      expect(answers).toMatchObject([{ status: 408 }])
      expect(answers[0]?.headers.get("connection")).toBe("close")
      expect(JSON.parse(answers[0]?.body ?? "")).toEqual(timedOut)
      expect(seen).toEqual([])
    })
  }

  it("never sends a byte is closed without a word", async () => {
    const { port } = await open(undefined, { timeouts })
    expect(await exchange(port, "")).toEqual([])
  })

  it("asks nothing more is closed without a word", async () => {
    const { port } = await open(undefined, { timeouts })
    const sent = request(["GET /a HTTP/1.1", `Host: 127.0.0.1:${port}`])
    expect(await exchange(port, sent)).toMatchObject([{ status: 200 }])
  })

  it("takes nothing of its answer is cut off", async () => {
    const gone = Promise.withResolvers<void>()
    const { port } = await open(
      async ({ signal }) => {
        signal.addEventListener("abort", () => gone.resolve())
        return { status: 200, headers: [], body: Buffer.alloc(64 * 1_048_576) }
      },
      { timeouts }
    )
    const socket = dial(port)
    socket.pause()
    socket.write(lastGet(port))
    await expect(gone.promise).resolves.toBeUndefined()
  })

  it("takes nothing of a streamed answer is cut off", async () => {
    const gone = Promise.withResolvers<void>()
    const { port } = await open(
      async ({ signal }, sink) => {
        signal.addEventListener("abort", () => gone.resolve())
        sink.start(200, [])
        while (!signal.aborted) {
          if (!sink.write(Buffer.alloc(1_048_576))) {
            await new Promise<void>((resolve) => sink.onDrain(resolve))
          }
        }
        return undefined
      },
      { timeouts }
    )
    const socket = dial(port)
    socket.pause()
    socket.write(lastGet(port))
    await expect(gone.promise).resolves.toBeUndefined()
  })

  it("is slow does not hurry a slow handler", async () => {
    const { port } = await open(lateAnswer, { timeouts })
    expect(await exchange(port, lastGet(port))).toMatchObject([{ status: 200 }])
  })

  it("is answered does not hear of its next request's slowness before", async () => {
    const { port } = await open(lateAnswer, { timeouts })
    const socket = dial(port)
    const received = drained(socket)
    const first = request(["GET /a HTTP/1.1", `Host: 127.0.0.1:${port}`])
    socket.write(`${first}GET /b HTTP/1.1\r\nHost: `)
    expect((await received).toString()).toMatch(/^HTTP\/1.1 200 [^]*HTTP\/1.1 408 /)
  })
})
