import { Effect, Redacted } from "effect"
import { createServer } from "node:http"
import { type AddressInfo, connect, type Socket } from "node:net"
import { afterEach, describe, expect, it, vi } from "vitest"
import answers from "../test/answers.json" with { type: "json" }
import certificates from "../test/certificates.json" with { type: "json" }
import { clientOf, list } from "../test/client.ts"
import { live } from "../test/run.ts"
import { host, tlsServer } from "../test/tlsServer.ts"
import { type Connection, proxiesOf } from "./connection.ts"

const { authority, client, other, server } = certificates

const here: Connection = { ca: authority, address: "127.0.0.1" }

const key = Redacted.make(client.key)

describe("a pool", () => {
  it(
    "connects to the address that is pinned, by the host's own name",
    live(function* () {
      const { port, seen, url } = yield* tlsServer(server)
      expect(yield* list(yield* clientOf(url, { connection: here }))).toEqual(answers.list)
      expect(seen).toMatchObject([{ servername: host, host: `${host}:${port}` }])
    })
  )

  it(
    "trusts no authority but Node's and the one given",
    live(function* () {
      const { seen, url } = yield* tlsServer(server)
      const connection = { address: "127.0.0.1" }
      const failure = yield* Effect.flip(list(yield* clientOf(url, { connection })))
      expect(failure).toMatchObject({ _tag: "NoAnswer", sent: false })
      expect(failure.message).toContain("certificate")
      expect(seen).toEqual([])
    })
  )

  it(
    "shows a certificate of its own where one is given",
    live(function* () {
      const mutual = { ...server, ca: authority, requestCert: true, rejectUnauthorized: true }
      const { seen, url } = yield* tlsServer(mutual)
      const connection = { ...here, clientCertificate: { cert: client.cert, key } }
      expect(yield* list(yield* clientOf(url, { connection }))).toEqual(answers.list)
      expect(seen).toMatchObject([{ subject: "client" }])
    })
  )
})

/** A proxy that leads every tunnel to one port of this machine. */
const proxy = Effect.fnUntraced(function* (port: number) {
  const asked: Array<string> = []
  const sockets: Array<Socket> = []
  const server = createServer()
  server.on("connect", ({ url = "" }, socket: Socket) => {
    asked.push(url)
    const there = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n")
      there.pipe(socket).pipe(there)
    })
    for (const each of [socket, there]) each.on("error", () => {}) // the other side leaves first
    sockets.push(socket, there)
  })
  yield* Effect.promise(
    () => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()))
  )
  yield* Effect.addFinalizer(() =>
    Effect.sync(() => {
      for (const socket of sockets) socket.destroy()
      server.close()
    })
  )
  const address = server.address() as AddressInfo // what it is for a server that listens on TCP
  return { url: `http://127.0.0.1:${address.port}`, asked }
})

describe("a proxy", () => {
  afterEach(() => vi.unstubAllEnvs())

  it(
    "is asked for a tunnel, through which the host proves itself",
    live(function* () {
      const { port, seen, url } = yield* tlsServer(server)
      const between = yield* proxy(port)
      const connection = { ca: authority, proxy: between.url }
      expect(yield* list(yield* clientOf(url, { connection }))).toEqual(answers.list)
      expect(between.asked).toEqual([`${host}:${port}`])
      expect(seen).toMatchObject([{ servername: host }])
    })
  )

  it(
    "is the environment's where no other is named",
    live(function* () {
      const { port, url } = yield* tlsServer(server)
      const between = yield* proxy(port)
      vi.stubEnv("HTTPS_PROXY", between.url)
      expect(yield* list(yield* clientOf(url, { connection: { ca: authority } }))).toEqual(
        answers.list
      )
      expect(between.asked).toHaveLength(1)
    })
  )

  it(
    "is not asked where an address is pinned",
    live(function* () {
      const { port, url } = yield* tlsServer(server)
      const between = yield* proxy(port)
      vi.stubEnv("HTTPS_PROXY", between.url)
      yield* list(yield* clientOf(url, { connection: here }))
      expect(between.asked).toEqual([])
    })
  )

  const p = "http://proxy.example:3128"
  const q = "http://other.example:3128"
  const past = "localhost,127.0.0.1,::1"

  it.each([
    [{}, {}, undefined],
    [{}, { HTTPS_PROXY: p }, { httpProxy: "", httpsProxy: p, noProxy: `,${past}` }],
    [{}, { https_proxy: p }, { httpProxy: "", httpsProxy: p, noProxy: `,${past}` }],
    [{}, { HTTP_PROXY: p }, { httpProxy: p, httpsProxy: p, noProxy: `,${past}` }],
    [{}, { HTTPS_PROXY: "" }, undefined],
    [
      {},
      { HTTPS_PROXY: p, NO_PROXY: ".example.com" },
      { httpProxy: "", httpsProxy: p, noProxy: `.example.com,${past}` }
    ],
    [{ proxy: "none" }, { HTTPS_PROXY: p }, undefined],
    [
      { proxy: q },
      { HTTPS_PROXY: p, NO_PROXY: "*" },
      { httpProxy: q, httpsProxy: q, noProxy: `,${past}` }
    ],
    [{ address: "10.0.0.1" }, { HTTPS_PROXY: p }, undefined]
  ])("of %j in %j is %j", (connection, environment, expected) =>
    expect(proxiesOf(connection, environment)).toEqual(expected)
  )
})

describe("no client is made with", () => {
  const broken: ReadonlyArray<readonly [option: keyof Connection, connection: Connection]> = [
    ["proxy", { proxy: "proxy.example:3128" }],
    ["proxy", { proxy: "socks5://user:secret@proxy.example" }],
    ["address", { address: "example.com" }],
    ["ca", { ca: "-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----" }],
    ["clientCertificate", { clientCertificate: { cert: other.cert, key } }]
  ]

  for (const [index, [option, connection]] of broken.entries()) {
    it(
      `${option}, broken (${index})`,
      live(function* () {
        const failure = yield* Effect.flip(clientOf("https://example.com", { connection }))
        expect(failure).toMatchObject({ _tag: "InvalidConnection", option })
        expect(failure.message).not.toMatch(/secret|PRIVATE/u)
      })
    )
  }
})
