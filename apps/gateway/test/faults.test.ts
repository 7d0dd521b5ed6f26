import { Effect } from "effect"
import type { Socket } from "node:net"
import { type Dispatcher, errors } from "undici"
import { describe, expect, it } from "vitest"
import { keys, openGate, openRemote, region, remoteAt } from "./gate.ts"
import { openRawUpstream, openUpstream, unusedOrigin } from "./upstream.ts"

const list = { target: "/v2/vpceps?enterprise_id=tenant-a", headers: { region }, by: keys.admin }

const remove = {
  method: "DELETE",
  headers: { region },
  body: { vpceps: [{ vpcep_id: "vp-0" }] },
  by: keys.admin
}

const perhapsDone = "The request may have been carried out: read before sending it again."

const answer = (head: string, body = "") => `HTTP/1.1 ${head}\r\n\r\n${body}`

const whole = answer("200 OK\r\nContent-Length: 2", "{}")

/** What an upstream does with a request, and how its caller hears of it. */
interface Fault {
  readonly name: string
  readonly speak: (socket: Socket) => void
  readonly told: string
  /** Where it is the deadline that ends it. */
  readonly limits?: { readonly deadline: number }
}

const unanswered: ReadonlyArray<Fault> = [
  { name: "resets the connection", speak: (socket) => socket.resetAndDestroy(), told: "502" },
  { name: "closes the connection", speak: (socket) => socket.end(), told: "502" },
  {
    name: "stops in the middle of the headers",
    speak: (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Le"),
    told: "502"
  },
  { name: "speaks another protocol", speak: (socket) => socket.end("+OK ready\r\n"), told: "502" },
  {
    name: "sends more headers than fit",
    speak: (socket) => socket.end(answer(`200 OK\r\nX-Long: ${"x".repeat(20_000)}`)),
    told: "502"
  },
  {
    name: "answers with a status that HTTP does not have",
    speak: (socket) => socket.end(answer("999 Odd\r\nContent-Length: 0")),
    told: "502"
  },
  {
    name: "changes the protocol without being asked",
    speak: (socket) =>
      socket.end(answer("101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade")),
    told: "502"
  },
  {
    name: "sends interim answers without end",
    speak: (socket) => socket.write(answer("103 Early Hints").repeat(11)),
    told: "502"
  },
  { name: "never sends headers", speak: () => {}, told: "504", limits: { deadline: 100 } },
  {
    name: "stops sending headers",
    speak: (socket) => socket.write("HTTP/1.1 200 OK\r\nX-Slow: "),
    told: "504",
    limits: { deadline: 100 }
  }
]

describe("an upstream that gives no answer", () => {
  for (const { limits, name, speak, told } of unanswered) {
    it(`${told} APIGW.0201 where it ${name}, once, with one line in the log`, async () => {
      const { connections, origin } = await openRawUpstream(speak)
      const { call, log, requestOf, sendAgain } = await openRemote(origin, limits)
      const request = requestOf(remove)
      const { body, header, status } = await sendAgain(request)
      expect(`${status} ${body.error_code}`).toBe(`${told} APIGW.0201`)
      expect(body.error_msg).toContain(perhapsDone)
      expect(body.request_id).toBe(header("x-request-id"))
      expect(log).toEqual([
        expect.stringMatching(new RegExp(`^${body.request_id} ${told} APIGW.0201: [^\n]+$`, "u"))
      ])
      expect(connections()).toBe(1)
      // It may have been carried out, so it is not passed on again.
      expect((await sendAgain(request)).body.error_code).toBe("UC.00011022")
      expect((await call(list)).body.error_code).toBe("APIGW.0201")
    })
  }

  it("502 APIGW.0610 where it cannot be reached; nothing was sent, so it may be sent again", async () => {
    const { log, requestOf, sendAgain } = await openRemote(await unusedOrigin())
    const request = requestOf(remove)
    for (const attempt of [1, 2]) {
      const { body, status } = await sendAgain(request)
      expect([status, body.error_code]).toEqual([502, "APIGW.0610"])
      expect(body.error_msg).toContain("nothing was sent")
      expect(log).toHaveLength(attempt)
    }
    expect(log[0]).toMatch(/^[0-9a-f]{32} 502 APIGW\.0610: .*ECONNREFUSED/u)
  })

  it("504 where no connection comes about in time; nothing was sent, so it may be sent again", async () => {
    const late: Dispatcher.DispatcherComposeInterceptor = () => (_, handler) => {
      // undici has no controller yet when it says so
      handler.onResponseError?.(null as never, new errors.ConnectTimeoutError())
      return true
    }
    const { requestOf, sendAgain } = await openGate(
      Effect.map(remoteAt("http://127.0.0.1:1"), (upstream) => ({
        ...upstream,
        dispatcher: upstream.dispatcher.compose(late)
      }))
    )
    const request = requestOf(remove)
    for (const _ of ["first", "again"]) {
      const { body, status } = await sendAgain(request)
      expect([status, body.error_code]).toEqual([504, "APIGW.0201"])
      expect(body.error_msg).toContain("nothing was sent")
    }
  })

  it("504 where there is no connection free for it before its deadline; what was never sent may be sent again", async () => {
    const reached = Promise.withResolvers<void>()
    const { origin } = await openRawUpstream(() => reached.resolve())
    const { call, requestOf, sendAgain } = await openRemote(origin, {
      connections: 1,
      deadline: 300
    })
    const held = call(list)
    await reached.promise
    const request = requestOf(remove)
    const [deletion, read] = await Promise.all([sendAgain(request), held])
    for (const reply of [deletion, read]) {
      expect(`${reply.status} ${reply.body.error_code}`).toBe("504 APIGW.0201")
    }
    // The read's deadline comes first and may free the connection just before the deletion's own.
    const neverSent = String(deletion.body.error_msg).includes("nothing was sent")
    const again = (await sendAgain(request)).body.error_code
    expect(again === "UC.00011022").toBe(!neverSent)
  })

  it("frees its connection for the next request", async () => {
    let requests = 0
    const { origin } = await openUpstream((response) => {
      requests += 1
      if (requests > 1) response.end("{}")
    })
    const { call } = await openRemote(origin, { connections: 1, deadline: 500 })
    expect((await call(list)).status).toBe(504)
    expect((await call(list)).status).toBe(200)
  })
})

const cut: ReadonlyArray<Omit<Fault, "told">> = [
  {
    name: "resets in the middle of a body",
    speak: (socket) => {
      socket.write(answer("200 OK\r\nContent-Length: 100", '{"data":'))
      setImmediate(() => socket.resetAndDestroy())
    }
  },
  {
    name: "closes before the announced length",
    speak: (socket) => socket.end(answer("200 OK\r\nContent-Length: 100", '{"data":'))
  },
  {
    name: "closes before the last chunk",
    speak: (socket) =>
      socket.end(answer("200 OK\r\nTransfer-Encoding: chunked", '8\r\n{"data":\r\n'))
  },
  {
    name: "sends a chunk that is none",
    speak: (socket) =>
      socket.end(answer("200 OK\r\nTransfer-Encoding: chunked", "2\r\n{}\r\nxx\r\n"))
  },
  {
    name: "falls silent",
    limits: { deadline: 500 },
    speak: (socket) => socket.write(answer("200 OK\r\nContent-Length: 100", '{"data":'))
  }
]

describe("an upstream that begins an answer", () => {
  for (const { limits, name, speak } of cut) {
    it(`and ${name} has the caller's connection cut, with one line in the log`, async () => {
      const { origin } = await openRawUpstream(speak)
      const { call, log } = await openRemote(origin, limits)
      const reply = await call(list)
      expect([reply.status, reply.whole]).toEqual([200, false])
      expect(log).toEqual([expect.stringMatching(/^[0-9a-f]{32} answer cut: [^\n]+$/u)])
    })
  }

  it("and drips has both connections cut when the deadline is over", async () => {
    const closed = Promise.withResolvers<void>()
    const { origin } = await openRawUpstream((socket) => {
      socket.write(answer("200 OK\r\nContent-Length: 1000000"))
      const drip = setInterval(() => socket.write("x"), 10)
      socket.once("close", () => {
        clearInterval(drip)
        closed.resolve()
      })
    })
    const { call } = await openRemote(origin, { deadline: 500 })
    expect(await call(list)).toMatchObject({ status: 200, whole: false })
    await closed.promise
  })

  it("with interim ones has only the final one passed back", async () => {
    const { origin } = await openRawUpstream((socket) =>
      socket.end(answer("103 Early Hints\r\nLink: </x>") + answer("102 Processing") + whole)
    )
    const { call } = await openRemote(origin)
    const { header, status, text } = await call(list)
    expect([status, text, header("link")]).toEqual([200, "{}", undefined])
  })

  it("in HTTP/1.0, without a length, has it passed back to its end", async () => {
    const { origin } = await openRawUpstream((socket) => socket.end("HTTP/1.0 200 OK\r\n\r\n{}"))
    const { call } = await openRemote(origin)
    const reply = await call(list)
    expect([reply.status, reply.text, reply.whole]).toEqual([200, "{}", true])
  })

  it("and another one that nobody asked for keeps no connection", async () => {
    const smuggled = answer("200 OK\r\nContent-Length: 8", '"theirs"')
    let spoken = 0
    const { connections, origin } = await openRawUpstream((socket) => {
      spoken += 1
      socket.write(spoken === 1 ? whole + smuggled : whole)
    })
    const { call } = await openRemote(origin, { connections: 1 })
    expect((await call(list)).text).toBe("{}")
    expect((await call(list)).text).toBe("{}")
    expect(connections()).toBe(2)
  })

  it("without a body has it passed back as that", async () => {
    const heads = ["200 OK\r\nContent-Length: 0", "204 No Content"]
    const { origin } = await openRawUpstream((socket) => socket.end(answer(heads.shift() ?? "")))
    const { call } = await openRemote(origin)
    expect(await call(list)).toMatchObject({ status: 200, text: "", whole: true })
    expect(await call(list)).toMatchObject({ status: 204, text: "", whole: true })
  })
})

describe("a connection that the upstream closed between two requests", () => {
  it("is not used for the next one", async () => {
    const { connections, origin } = await openRawUpstream((socket) => socket.end(whole))
    const { call } = await openRemote(origin)
    expect((await call(list)).status).toBe(200)
    expect((await call(remove)).status).toBe(200)
    expect(connections()).toBe(2)
  })

  it("just as the next one was sent is not made up for by sending it twice", async () => {
    const { connections, origin } = await openRawUpstream((socket) => {
      socket.write(whole)
      socket.once("data", () => socket.resetAndDestroy())
    })
    const { call } = await openRemote(origin, { connections: 1 })
    expect((await call(list)).status).toBe(200)
    const { body, status } = await call(remove)
    expect([status, body.error_code]).toEqual([502, "APIGW.0201"])
    expect(connections()).toBe(1)
  })
})
