import { describe, expect, it } from "vitest"
import type { Handler } from "../src/index.ts"
import { dial, drained, exchange, json, lastGet, open, request } from "./wire.ts"

const raw = async (port: number, text: string): Promise<string> => {
  const socket = dial(port)
  const received = drained(socket)
  socket.write(text)
  return (await received).toString()
}

describe("a streamed answer", () => {
  it("ends when its handler does, with the headers that every answer has", async () => {
    const { port } = await open(async (_, sink) => {
      sink.start(206, [["Content-Type", "text/plain"]])
      sink.write(Buffer.from("one "))
      sink.write(Buffer.from("two"))
      return undefined
    })
    const text = await raw(port, lastGet(port))
    expect(text).toMatch(/^HTTP\/1.1 206 /)
    expect(text).toContain("\r\nX-Content-Type-Options: nosniff\r\n")
    expect(text).toMatch(/\r\nX-Request-Id: [0-9a-f]{32}\r\n/)
    expect(text).toMatch(/\r\n7\r\none two\r\n0\r\n\r\n$/)
  })

  it("keeps an upstream's length and request id", async () => {
    const { port } = await open(async (_, sink) => {
      sink.start(200, [
        ["Content-Length", "2"],
        ["X-Request-Id", "upstream"]
      ])
      sink.write(Buffer.from("ok"))
      return undefined
    })
    const [answer] = await exchange(port, lastGet(port))
    expect(answer?.body).toBe("ok")
    expect(answer?.headers.get("x-request-id")).toBe("upstream")
  })

  it("keeps the connection for the next request", async () => {
    const { port } = await open(async ({ path }, sink) => {
      if (path === "/last") return json(200, path)
      sink.start(200, [["Content-Length", "2"]])
      sink.write(Buffer.from("ok"))
      return undefined
    })
    const sent = request(["GET /a HTTP/1.1", `Host: 127.0.0.1:${port}`]) + lastGet(port)
    expect((await exchange(port, sent)).map(({ body }) => body)).toEqual(["ok", '"/last"'])
  })

  it("waits for a client that reads slowly", async () => {
    const size = 64 * 1_048_576
    let waits = 0
    const { port } = await open(async (_, sink) => {
      sink.start(200, [["Content-Length", String(size)]])
      for (let sent = 0; sent < size; sent += 1_048_576) {
        if (sink.write(Buffer.alloc(1_048_576))) continue
        waits += 1
        await new Promise<void>((resolve) => sink.onDrain(resolve))
      }
      return undefined
    })
    const socket = dial(port)
    const received = drained(socket)
    socket.write(lastGet(port))
    expect((await received).length).toBeGreaterThan(size)
    expect(waits).toBeGreaterThan(0)
  })

  it("does not hang when the client leaves while it waits", async () => {
    const ended = Promise.withResolvers<boolean>()
    const { port } = await open(async ({ signal }, sink) => {
      sink.start(200, [])
      while (!signal.aborted) {
        sink.write(Buffer.alloc(1_048_576))
        await new Promise<void>((resolve) => sink.onDrain(resolve))
      }
      ended.resolve(sink.write(Buffer.from("to nobody")))
      return undefined
    })
    const socket = dial(port)
    socket.write(lastGet(port))
    socket.once("data", () => socket.destroy())
    expect(await ended.promise).toBe(true)
  })
})

/** The next turn of the loop: what was written before is out. */
const sent = () => new Promise<undefined>((resolve) => setImmediate(() => resolve(undefined)))

describe("a stream that fails half-way is cut, never ended,", () => {
  const begin: Handler = async (_, sink) => {
    sink.start(200, [])
    sink.write(Buffer.from("half"))
    return sent()
  }
  const failing: ReadonlyArray<readonly [name: string, handler: Handler]> = [
    [
      "the handler rejects",
      async (request, sink) => {
        await begin(request, sink)
        throw new Error("upstream is gone")
      }
    ],
    [
      "the handler answers a second time",
      async (request, sink) => {
        await begin(request, sink)
        return json(200, "another")
      }
    ],
    [
      "the handler starts a second time",
      async (request, sink) => {
        await begin(request, sink)
        return begin(request, sink)
      }
    ],
    [
      "the body is shorter than its Content-Length",
      async (_, sink) => {
        sink.start(200, [["Content-Length", "9"]])
        sink.write(Buffer.from("half"))
        return sent()
      }
    ],
    [
      "the body is longer than its Content-Length",
      async (_, sink) => {
        sink.start(200, [["Content-Length", "4"]])
        sink.write(Buffer.from("half"))
        await sent()
        sink.write(Buffer.from("HTTP/1.1 200 OK"))
        return undefined
      }
    ]
  ]

  for (const [name, handler] of failing) {
    it(`when ${name}`, async () => {
      const defects: Array<unknown> = []
      const { port } = await open(handler, { onDefect: (defect) => defects.push(defect) })
      const text = await raw(port, lastGet(port) + lastGet(port))
      expect(text.match(/HTTP\/1.1/g)).toHaveLength(1)
      expect(text).not.toContain("\r\n0\r\n\r\n")
      expect(defects).toHaveLength(1)
    })
  }

  it("and is answered 500 when it never began", async () => {
    const { port } = await open(
      async (_, sink) => {
        sink.start(200, [["A", "b\r\nC: d"]])
        return undefined
      },
      { onDefect: () => {} }
    )
    expect(await exchange(port, lastGet(port))).toMatchObject([{ status: 500 }])
  })
})
