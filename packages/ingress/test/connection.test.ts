import { describe, expect, it } from "vitest"
import { answersIn, dial, drained, exchange, json, lastGet, open, request } from "./wire.ts"

const get = (port: number, target: string): string =>
  request([`GET ${target} HTTP/1.1`, `Host: 127.0.0.1:${port}`])

const post = (port: number, target: string, body: string, length = body.length): string =>
  request([`POST ${target} HTTP/1.1`, `Host: 127.0.0.1:${port}`, `Content-Length: ${length}`], body)

describe("requests on one connection", () => {
  it("are answered in order, each with its own id", async () => {
    const { port } = await open(async ({ path }) => json(200, path))
    const answers = await exchange(port, get(port, "/a") + post(port, "/b", "{}") + lastGet(port))

    expect(answers.map(({ body }) => JSON.parse(body))).toEqual(["/a", "/b", "/last"])
    expect(new Set(answers.map(({ headers }) => headers.get("x-request-id"))).size).toBe(3)
  })

  it("begin only when the one before is answered", async () => {
    const first = Promise.withResolvers<void>()
    const order: Array<string> = []
    const { port } = await open(async ({ path }) => {
      order.push(`${path} begins`)
      if (path === "/first") await first.promise
      order.push(`${path} ends`)
      return json(200, path)
    })
    const answers = exchange(port, get(port, "/first") + lastGet(port))
    await expect.poll(() => order).toEqual(["/first begins"])
    first.resolve()

    expect(await answers).toHaveLength(2)
    expect(order).toEqual(["/first begins", "/first ends", "/last begins", "/last ends"])
  })

  it("get their answer although what follows them is refused", async () => {
    const { port, seen } = await open()
    // The body is longer than it says: its end is read as a second request.
    const answers = await exchange(port, post(port, "/a", "{}}", 2))

    expect(answers.map(({ status }) => status)).toEqual([200, 400])
    expect(seen.map(({ body }) => Buffer.from(body).toString())).toEqual(["{}"])
  })

  it("are never read after one that was refused, even when they came before the refusal", async () => {
    const { port, seen } = await open()
    const refused = get(port, "//a")
    const answers = await exchange(port, refused + post(port, "/b", "{}") + lastGet(port))

    expect(answers.map(({ status }) => status)).toEqual([400])
    expect(seen).toEqual([])
  })

  it("are never read after one that said it was the last", async () => {
    const { port, seen } = await open()
    const answers = await exchange(port, lastGet(port) + lastGet(port))

    expect(answers.map(({ status }) => status)).toEqual([200])
    expect(seen).toHaveLength(1)
  })

  it("are a thousand at most: the last answer closes the connection", async () => {
    const { port, seen } = await open()
    const answers = await exchange(port, get(port, "/a").repeat(1001))

    expect(answers.at(998)?.headers.get("connection")).toBe("keep-alive")
    expect(answers.at(999)?.headers.get("connection")).toBe("close")
    expect(seen).toHaveLength(1000)
  })
})

describe("a handler that fails", () => {
  it("is answered 500 without its text, and the connection lives on", async () => {
    const defects: Array<unknown> = []
    const { port } = await open(
      async ({ path }) => {
        if (path === "/bad") throw new Error("secret")
        return json(200, path)
      },
      { onDefect: (...defect) => defects.push(defect) }
    )
    const [bad, good] = await exchange(port, get(port, "/bad") + lastGet(port))
    const request_id = bad?.headers.get("x-request-id")

    expect(bad).toMatchObject({ status: 500 })
    expect(JSON.parse(bad?.body ?? "")).toEqual({
      error_code: "UC.00010005",
      error_msg: "Internal service error.",
      request_id
    })
    expect(good).toMatchObject({ status: 200 })
    expect(defects).toEqual([[new Error("secret"), request_id]])
  })

  for (const [name, answer] of [
    ["a header value that would split the answer", { status: 200, headers: [["A", "b\r\nC: d"]] }],
    ["a header name that is none", { status: 200, headers: [["A b", "c"]] }],
    ["a status that ends nothing", { status: 100, headers: [] }]
  ] as const) {
    it(`is what gives ${name}`, async () => {
      const defects: Array<unknown> = []
      const { port } = await open(async () => ({ ...answer, body: "" }), {
        onDefect: (defect) => defects.push(defect)
      })
      const [bad] = await exchange(port, lastGet(port))

      expect(bad).toMatchObject({ status: 500 })
      expect([...(bad?.headers.keys() ?? [])]).not.toContain("c")
      expect(defects).toHaveLength(1)
    })
  }

  it("is what gives no answer at all", async () => {
    const { port } = await open(async () => undefined, { onDefect: () => {} })
    expect(await exchange(port, lastGet(port))).toMatchObject([{ status: 500 }])
  })
})

describe("a refuse that fails", () => {
  it("cuts the connection, and the listener lives on", async () => {
    const defects: Array<unknown> = []
    const { port } = await open(undefined, {
      refuse: () => {
        throw new Error("no words")
      },
      onDefect: (defect) => defects.push(defect)
    })
    expect(await exchange(port, get(port, "//a"))).toEqual([])
    expect(await exchange(port, "NONSENSE\r\n\r\n")).toEqual([])
    expect(await exchange(port, lastGet(port))).toMatchObject([{ status: 200 }])
    expect(defects).toEqual([new Error("no words"), new Error("no words")])
  })
})

describe("every answer", () => {
  it("says its length, its date and nosniff, and nothing of the software", async () => {
    const { port } = await open(async () => ({
      status: 200,
      headers: [["Server", "secret/1.0"]],
      body: "caf\u00E9"
    }))
    const [answer] = await exchange(port, lastGet(port))

    expect(Object.fromEntries(answer?.headers ?? [])).toEqual({
      "x-request-id": expect.stringMatching(/^[0-9a-f]{32}$/),
      "x-content-type-options": "nosniff",
      "content-length": "5",
      date: expect.stringMatching(/ GMT$/),
      connection: "close"
    })
  })

  it("to HEAD is without its body, also when it is a refusal", async () => {
    const { port } = await open(async () => json(200, "long body"))
    const head = (target: string): string =>
      request([`HEAD ${target} HTTP/1.1`, `Host: 127.0.0.1:${port}`, "Connection: close"])
    const raw = async (text: string): Promise<string> => {
      const socket = dial(port)
      const received = drained(socket)
      socket.write(text)
      return (await received).toString()
    }

    expect(await raw(head("/a"))).toMatch(/^HTTP\/1.1 200 [^]*Content-Length: 11[^]*\r\n\r\n$/)
    expect(await raw(head("//a"))).toMatch(/^HTTP\/1.1 400 [^]*Content-Length: [^]*\r\n\r\n$/)
  })

  it("of 204 has no length", async () => {
    const { port } = await open(async () => ({ status: 204, headers: [], body: "" }))
    const [answer] = await exchange(port, lastGet(port))
    expect(answer?.status).toBe(204)
    expect(answer?.headers.has("content-length")).toBe(false)
  })
})

describe("a client", () => {
  it("that goes away aborts the request", async () => {
    const began = Promise.withResolvers<void>()
    const gone = Promise.withResolvers<string>()
    const { port } = await open(({ signal }) => {
      signal.addEventListener("abort", () => gone.resolve(signal.reason.name))
      began.resolve()
      return gone.promise.then(() => json(200, "too late"))
    })
    const socket = dial(port)
    socket.write(get(port, "/a"))
    await began.promise
    socket.destroy()

    expect(await gone.promise).toBe("AbortError")
  })

  it("that goes away makes no defect of the work that stops for it", async () => {
    const defects: Array<unknown> = []
    const began = Promise.withResolvers<void>()
    const { port, close } = await open(
      ({ signal }) => {
        began.resolve()
        return new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason))
        })
      },
      { onDefect: (defect) => defects.push(defect) }
    )
    const socket = dial(port)
    socket.write(get(port, "/a"))
    await began.promise
    socket.destroy()
    await close()

    expect(defects).toEqual([])
  })

  it("that has its answer aborts nothing", async () => {
    const { port, seen } = await open()
    await exchange(port, lastGet(port))
    expect(seen[0]?.signal.aborted).toBe(false)
  })

  it("that sends byte by byte is understood", async () => {
    const { port } = await open(async ({ body }) => json(200, Buffer.from(body).toString()))
    const socket = dial(port)
    const received = drained(socket)
    socket.setNoDelay(true)
    for (const byte of post(port, "/a", "abc") + lastGet(port)) socket.write(byte)

    const answers = answersIn((await received).toString())
    expect(answers.map(({ body }) => JSON.parse(body))).toEqual(["abc", ""])
  })
})
