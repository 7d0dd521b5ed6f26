import { describe, expect, it } from "vitest"
import { dial, drained, exchange, json, lastGet, open, request } from "./wire.ts"

const maxBodyBytes = 1000

const echo = () => open(async ({ body }) => json(200, body.length), { maxBodyBytes })

const head = (port: number, ...headers: ReadonlyArray<string>): string =>
  request(["PUT /a HTTP/1.1", `Host: 127.0.0.1:${port}`, ...headers])

const chunks = (sizes: ReadonlyArray<number>): string =>
  sizes.map((size) => `${size.toString(16)}\r\n${"x".repeat(size)}\r\n`).join("") + "0\r\n\r\n"

const tooLarge = {
  error_code: "APIGW.0201",
  error_msg: "Request entity too large.",
  request_id: expect.any(String)
}

describe("a body of a known length", () => {
  it("may be as long as the limit", async () => {
    const { port } = await echo()
    const sent = head(port, "Content-Length: 1000") + "x".repeat(1000) + lastGet(port)
    expect((await exchange(port, sent)).map(({ body }) => body)).toEqual(["1000", "0"])
  })

  it("past the limit is refused before a byte of it is sent", async () => {
    const { port, seen } = await echo()
    const [answer] = await exchange(port, head(port, "Content-Length: 1001"))
    expect(answer?.status).toBe(413)
    expect(JSON.parse(answer?.body ?? "")).toEqual(tooLarge)
    expect(seen).toEqual([])
  })
})

describe("a body in chunks", () => {
  it("may be as long as the limit, whatever its chunks add on the wire", async () => {
    const { port } = await echo()
    const sent = head(port, "Transfer-Encoding: chunked") + chunks(Array(1000).fill(1))
    const answers = await exchange(port, sent + lastGet(port))
    expect(answers.map(({ body }) => body)).toEqual(["1000", "0"])
  })

  it("past the limit is refused while it is sent, and what follows is not read", async () => {
    const { port, seen } = await echo()
    const sent = head(port, "Transfer-Encoding: chunked") + chunks([600, 401])
    const answers = await exchange(port, sent + lastGet(port))
    expect(answers).toMatchObject([{ status: 413 }])
    expect(JSON.parse(answers[0]?.body ?? "")).toEqual(tooLarge)
    expect(seen).toEqual([])
  })

  it("far past the limit is refused with an answer that the sender can still read", async () => {
    const { port } = await echo()
    const sent = head(port, "Transfer-Encoding: chunked") + chunks(Array(64).fill(65_536))
    expect(await exchange(port, sent)).toMatchObject([{ status: 413 }])
  })
})

describe("a client that reads only when all is sent", () => {
  const sendFirst = async (port: number, text: string): Promise<string> => {
    const socket = dial(port)
    socket.pause()
    await new Promise<void>((resolve) => socket.write(text, () => resolve()))
    return (await drained(socket.resume())).toString()
  }
  const long = "x".repeat(8_000_000)

  for (const [name, ...headers] of [
    ["a body of a length past the limit", "Content-Length: 8000000"],
    ["chunks past the limit", "Transfer-Encoding: chunked"]
  ] as const) {
    it(`reads the refusal of ${name}`, async () => {
      const { port } = await echo()
      const body = headers[0] === "Transfer-Encoding: chunked" ? chunks([long.length]) : long
      expect(await sendFirst(port, head(port, ...headers) + body)).toMatch(/^HTTP\/1.1 413 /)
    })
  }

  it("reads the refusal of a request before the one it is sending", async () => {
    const { port } = await echo()
    const refused = request(["GET //a HTTP/1.1", `Host: 127.0.0.1:${port}`])
    const sent = refused + head(port, "Content-Length: 8000000") + long
    expect(await sendFirst(port, sent)).toMatch(/^HTTP\/1.1 400 /)
  })
})

describe("Expect: 100-continue", () => {
  it("is answered 100 before the body, and then as usual", async () => {
    const { port } = await echo()
    const socket = dial(port)
    const firstBytes = new Promise<Buffer>((resolve) => socket.once("data", resolve))
    socket.write(head(port, "Expect: 100-continue", "Content-Length: 3", "Connection: close"))
    expect((await firstBytes).toString()).toBe("HTTP/1.1 100 Continue\r\n\r\n")

    const answer = new Promise<Buffer>((resolve) => socket.once("data", resolve))
    socket.write("abc")
    expect((await answer).toString()).toMatch(/^HTTP\/1.1 200 OK[^]*\r\n\r\n3$/)
  })

  it("is not answered 100 when the body would be refused", async () => {
    const { port } = await echo()
    const sent = head(port, "Expect: 100-continue", "Content-Length: 1001")
    expect(await exchange(port, sent)).toMatchObject([{ status: 413 }])
  })
})

describe("large bodies", () => {
  const size = 400_000

  it("wait for each other when there are many, and all arrive", async () => {
    const { port } = await open(async ({ body }) => json(200, body.length))
    const lengths = ["Content-Length: 400000", "Connection: close"]
    const sent = head(port, ...lengths) + "x".repeat(size)
    const answers = await Promise.all(Array.from({ length: 8 }, () => exchange(port, sent)))
    expect(answers.flat().map(({ body }) => body)).toEqual(Array(8).fill(String(size)))
  })

  it("that nobody finishes keep no place from the next", async () => {
    const { port } = await open(async ({ body }) => json(200, body.length))
    const whole = head(port, "Content-Length: 400000", "Connection: close") + "x".repeat(size)
    for (const socket of Array.from({ length: 8 }, () => dial(port))) {
      socket.write(whole.slice(0, -1), () => socket.destroy())
    }
    expect(await exchange(port, whole)).toMatchObject([{ status: 200, body: String(size) }])
  })
})
