import { connect } from "node:net"
import { describe, expect, it } from "vitest"
import { dial, drained, exchange, json, open, request } from "./wire.ts"

const get = (port: number): string => request(["GET /a HTTP/1.1", `Host: 127.0.0.1:${port}`])

const refusedConnection = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1")
    socket.once("error", () => resolve(true))
    socket.once("connect", () => {
      socket.destroy()
      resolve(false)
    })
  })

describe("listen", () => {
  it("tells the port it took and where it is reached", async () => {
    const { port, url } = await open()
    expect(url).toBe(`http://127.0.0.1:${port}`)
    expect((await fetch(url)).status).toBe(200)
  })

  it("says which address is taken", async () => {
    const { port } = await open()
    await expect(open(undefined, { port })).rejects.toThrow(
      `Cannot listen on 127.0.0.1:${port}: the address is taken`
    )
  })

  it("says which address it cannot have", async () => {
    await expect(open(undefined, { host: "192.0.2.1" })).rejects.toThrow(
      "Cannot listen on 192.0.2.1:0"
    )
  })

  it("serves the hosts it was given, and no others", async () => {
    const { port } = await open(undefined, { allowedHosts: (bound) => [`Kit.Example:${bound}`] })
    const forHost = (host: string): string =>
      request(["GET /a HTTP/1.1", `Host: ${host}`, "Connection: close"])
    expect(await exchange(port, forHost(`kit.example:${port}`))).toMatchObject([{ status: 200 }])
    expect(await exchange(port, forHost(`127.0.0.1:${port}`))).toMatchObject([{ status: 421 }])
  })
})

describe("close", () => {
  it("closes what is idle, and refuses what comes", async () => {
    const { port, close } = await open()
    const silent = dial(port)
    const idle = dial(port)
    const closed = Promise.all([drained(silent), drained(idle)])
    idle.write(get(port))
    await new Promise((resolve) => idle.once("data", resolve))

    await close()
    expect((await closed)[0].length).toBe(0)
    expect(await refusedConnection(port)).toBe(true)
  })

  it("lets a request under way finish, and then closes its connection", async () => {
    const began = Promise.withResolvers<void>()
    const finish = Promise.withResolvers<void>()
    const { port, close } = await open(async () => {
      began.resolve()
      await finish.promise
      return json(200, "finished")
    })
    const answers = exchange(port, get(port))
    await began.promise
    const closed = close()
    finish.resolve()

    const [answer] = await answers
    expect(answer?.body).toBe('"finished"')
    expect(answer?.headers.get("connection")).toBe("close")
    await closed
  })

  it("goes on serving while it announces itself, each answer with Connection: close", async () => {
    const { port, close } = await open()
    const kept = dial(port)
    const received = drained(kept)
    kept.write(get(port))
    await new Promise((resolve) => kept.once("data", resolve))
    const closed = close({ announce: 200 })
    kept.write(get(port))

    expect((await received).toString()).toMatch(/keep-alive[^]*Connection: close/)
    expect(await exchange(port, get(port))).toMatchObject([{ status: 200 }])
    await closed
  })

  it("waits for the work of a client that went away", async () => {
    const began = Promise.withResolvers<void>()
    const gone = Promise.withResolvers<void>()
    const finish = Promise.withResolvers<void>()
    const order: Array<string> = []
    const { port, close } = await open(async ({ signal }) => {
      signal.addEventListener("abort", () => gone.resolve())
      began.resolve()
      await finish.promise
      order.push("handler")
      return json(200, "ok")
    })
    const socket = dial(port)
    socket.write(get(port))
    await began.promise
    socket.destroy()
    const closed = close().then(() => order.push("close"))
    await gone.promise
    await expect.poll(() => refusedConnection(port)).toBe(true)
    finish.resolve()
    await closed

    expect(order).toEqual(["handler", "close"])
  })

  it("does not wait for a body whose sender went away", async () => {
    const { port, close } = await open()
    const socket = dial(port)
    const continued = new Promise((resolve) => socket.once("data", resolve))
    socket.write(
      request(
        ["PUT /a HTTP/1.1", `Host: 127.0.0.1:${port}`, "Expect: 100-continue", "Content-Length: 5"],
        "abc"
      )
    )
    await continued
    socket.resetAndDestroy()
    await expect(close({ finish: 3_600_000 })).resolves.toBeUndefined()
  })

  it("cuts what does not finish in time", async () => {
    const began = Promise.withResolvers<void>()
    const { port, close } = await open(() => {
      began.resolve()
      return new Promise(() => {})
    })
    const answers = exchange(port, get(port))
    await began.promise
    await close({ finish: 50 })
    expect(await answers).toEqual([])
  })

  it("may be called twice", async () => {
    const { close } = await open()
    await expect(Promise.all([close(), close()])).resolves.toEqual([undefined, undefined])
  })
})
