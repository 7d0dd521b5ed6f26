import type { ConnectionOptions } from "node:tls"
import { describe, expect, it } from "vitest"
import { CutConnection, type Handler } from "../src/index.ts"
import certificates from "./certificates.json" with { type: "json" }
import { dialSecure, exchangeSecure, openMutual, openSecure, shown } from "./secure.ts"
import { dial, drained, exchange, json, lastGet, open, request } from "./wire.ts"

const { client, expired, expiredServer, foreign, foreignAuthority, odd, renewed, server } =
  certificates

const timeouts = { headers: 300, request: 500, keepAlive: 100, stall: 200 }

const ok = [{ status: 200 }]

/** What a client of a listener is seen by. */
const seenBy: Handler = async ({ peerCertificate = "nobody" }) => json(200, peerCertificate)

const commonNameAt = async (port: number): Promise<unknown> => {
  const socket = dialSecure(port)
  await new Promise((resolve) => socket.once("secureConnect", resolve))
  const { subject } = socket.getPeerCertificate()
  socket.destroy()
  return subject.CN
}

describe("a listener of TLS", () => {
  it("tells where it is reached, and answers there", async () => {
    const { port, seen, url } = await openSecure()
    expect(url).toBe(`https://127.0.0.1:${port}`)
    expect(await exchangeSecure(port, lastGet(port))).toMatchObject(ok)
    expect(seen[0]?.peerCertificate).toBeUndefined()
  })

  for (const version of ["TLSv1.2", "TLSv1.3"] as const) {
    it(`speaks ${version}, HTTP/1.1 in it, with a cipher that keeps no traffic for a later theft of its key`, async () => {
      const { port } = await openSecure()
      const socket = dialSecure(port, {
        minVersion: version,
        maxVersion: version,
        ALPNProtocols: ["h2", "http/1.1"]
      })
      await new Promise((resolve) => socket.once("secureConnect", resolve))
      expect(socket.getProtocol()).toBe(version)
      expect(socket.alpnProtocol).toBe("http/1.1")
      expect(socket.getCipher().standardName).toMatch(
        /^TLS_(?:ECDHE_|AES_|CHACHA20_).*(?:GCM|POLY1305)_SHA/
      )
    })
  }

  const refused: ReadonlyArray<readonly [name: string, options: ConnectionOptions]> = [
    ["TLS 1.1", { minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" }],
    ["TLS 1.0", { minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" }],
    [
      "a cipher without authenticated encryption",
      { maxVersion: "TLSv1.2", ciphers: "ECDHE-ECDSA-AES128-SHA" }
    ]
  ]
  for (const [name, options] of refused) {
    it(`refuses ${name}`, async () => {
      const { port, seen } = await openSecure()
      const socket = dialSecure(port, options)
      const failed = new Promise<NodeJS.ErrnoException>((resolve) => socket.once("error", resolve))
      expect((await failed).code).toMatch(
        /^ERR_SSL_(?:TLSV1_ALERT_PROTOCOL_VERSION|SSLV3_ALERT_HANDSHAKE_FAILURE|SSL\/TLS_ALERT_HANDSHAKE_FAILURE)$/
      )
      expect(seen).toEqual([])
    })
  }

  it("answers nobody who speaks plain http", async () => {
    const { port, seen } = await openSecure()
    expect(await exchange(port, lastGet(port))).toEqual([])
    expect(seen).toEqual([])
  })

  it("refuses what plain http refuses, and closes", async () => {
    const { port, seen } = await openSecure()
    const twice = request(["GET /a HTTP/1.1", `Host: 127.0.0.1:${port}`, `Host: 127.0.0.1:${port}`])
    const smuggled = `${twice}${lastGet(port)}`
    const answers = await exchangeSecure(port, smuggled)
    expect(answers).toMatchObject([{ status: 400 }])
    expect(answers[0]?.headers.get("connection")).toBe("close")
    expect(await exchangeSecure(port, "GET /a HTTP/1.1\r\nHo st: a\r\n\r\n")).toMatchObject([
      { status: 400 }
    ])
    expect(
      await exchangeSecure(port, request(["GET /a HTTP/1.1", "Host: other.example"]))
    ).toMatchObject([{ status: 421 }])
    expect(seen).toEqual([])
  })

  it("answers a client that has said all it will", async () => {
    const { port } = await openSecure()
    expect(await exchangeSecure(port, lastGet(port), { halfClose: true })).toMatchObject(ok)
  })

  it("cuts a connection without a goodbye where its handler says so", async () => {
    const { port } = await openSecure({}, async () => {
      throw new CutConnection()
    })
    expect(await exchangeSecure(port, lastGet(port))).toEqual([])
  })
})

describe("a client over TLS that", () => {
  for (const [name, sent] of [
    ["sends nothing", ""],
    ["stops in the handshake", "\u0016\u0003\u0001\u0002\u0000\u0001"]
  ] as const) {
    it(`${name} is closed in the time that headers have`, async () => {
      const { port, seen } = await openSecure({}, undefined, { timeouts })
      const began = performance.now()
      const socket = dial(port)
      const received = drained(socket)
      socket.write(Buffer.from(sent, "latin1"))
      await received
      expect(performance.now() - began).toBeGreaterThan(250)
      expect(performance.now() - began).toBeLessThan(3000)
      expect(seen).toEqual([])
    })
  }

  it("asks nothing after the handshake is closed without a word", async () => {
    const { port } = await openSecure({}, undefined, { timeouts })
    expect(await exchangeSecure(port, "")).toEqual([])
  })

  it("stops in the headers is answered 408 and closed", async () => {
    const { port, seen } = await openSecure({}, undefined, { timeouts })
    expect(await exchangeSecure(port, "GET /a HTTP/1.1\r\nHost: ")).toMatchObject([{ status: 408 }])
    expect(seen).toEqual([])
  })

  it("takes nothing of its answer is cut off", async () => {
    const gone = Promise.withResolvers<void>()
    const { port } = await openSecure(
      {},
      async ({ signal }) => {
        signal.addEventListener("abort", () => gone.resolve())
        return { status: 200, headers: [], body: Buffer.alloc(64 * 1_048_576) }
      },
      { timeouts }
    )
    const socket = dialSecure(port)
    socket.pause()
    socket.write(lastGet(port))
    await expect(gone.promise).resolves.toBeUndefined()
  })

  it("is slow in its handshake holds up nobody else", async () => {
    const { port } = await openSecure()
    for (let slow = 0; slow < 50; slow += 1) dial(port)
    expect(await exchangeSecure(port, lastGet(port))).toMatchObject(ok)
  })
})

describe("a listener of TLS that closes", () => {
  it("lets a request under way finish, and then closes its connection", async () => {
    const began = Promise.withResolvers<void>()
    const finish = Promise.withResolvers<void>()
    const { close, port } = await openSecure({}, async () => {
      began.resolve()
      await finish.promise
      return json(200, "finished")
    })
    const answers = exchangeSecure(port, request(["GET /a HTTP/1.1", `Host: 127.0.0.1:${port}`]))
    await began.promise
    const closed = close()
    finish.resolve()
    const [answer] = await answers
    expect([answer?.body, answer?.headers.get("connection")]).toEqual(['"finished"', "close"])
    await closed
  })

  it("waits for no handshake", async () => {
    const { close, port } = await openSecure()
    const silent = dial(port)
    const ended = drained(silent)
    await new Promise((resolve) => silent.once("connect", resolve))
    await exchangeSecure(port, lastGet(port)) // by now the server has the silent one too
    const began = performance.now()
    await close({ finish: 3_600_000 })
    await ended
    expect(performance.now() - began).toBeLessThan(2000)
  })
})

describe("a listener that asks clients for certificates", () => {
  const known = {
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    subject: "CN=ci, O=Example",
    sans: ["DNS:ci.example", "URI:spiffe://example/ci", "email:ci@example.com"]
  }

  for (const maxVersion of ["TLSv1.2", "TLSv1.3"] as const) {
    it(`tells its handler who is there, over ${maxVersion}`, async () => {
      const { port } = await openMutual({}, seenBy)
      const [answer] = await exchangeSecure(port, lastGet(port), { ...shown(client), maxVersion })
      expect(JSON.parse(answer?.body ?? "")).toEqual(known)
    })

    for (const [name, certificate] of Object.entries({ expired, foreign })) {
      it(`lets nobody in with a certificate that is ${name}, over ${maxVersion}`, async () => {
        for (const clientCertificate of ["required", "optional"] as const) {
          const { port, seen } = await openMutual({ clientCertificate })
          const options = { ...shown(certificate), maxVersion }
          expect(await exchangeSecure(port, lastGet(port), options)).toEqual([])
          expect(seen).toEqual([])
        }
      })
    }

    it(`lets nobody in with the certificate of another's key, over ${maxVersion}`, async () => {
      const { port, seen } = await openMutual()
      expect(() =>
        dialSecure(port, { cert: client.certificate, key: foreign.key, maxVersion })
      ).toThrow("key values mismatch")
      // A server's certificate is for no client.
      expect(await exchangeSecure(port, lastGet(port), { ...shown(server), maxVersion })).toEqual(
        []
      )
      expect(seen).toEqual([])
    })

    it(`lets nobody in without one, unless it is optional, over ${maxVersion}`, async () => {
      const required = await openMutual({}, seenBy)
      expect(await exchangeSecure(required.port, lastGet(required.port), { maxVersion })).toEqual(
        []
      )
      const optional = await openMutual({ clientCertificate: "optional" }, seenBy)
      expect(
        await exchangeSecure(optional.port, lastGet(optional.port), { maxVersion })
      ).toMatchObject([{ status: 200, body: '"nobody"' }])
      const [answer] = await exchangeSecure(optional.port, lastGet(optional.port), {
        ...shown(client),
        maxVersion
      })
      expect(JSON.parse(answer?.body ?? "")).toEqual(known)
    })

    it(`resumes no session, so that each connection is looked at anew, over ${maxVersion}`, async () => {
      const { port } = await openMutual({}, seenBy)
      const first = dialSecure(port, { ...shown(client), maxVersion })
      const session = new Promise<Buffer>((resolve) => first.once("session", resolve))
      const received = drained(first)
      first.write(lastGet(port))
      await received
      const ticket = await Promise.race([
        session,
        new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 50))
      ])
      const second = dialSecure(port, {
        ...shown(client),
        maxVersion,
        ...(ticket && { session: ticket })
      })
      await new Promise((resolve) => second.once("secureConnect", resolve))
      expect(second.isSessionReused()).toBe(false)
    })
  }

  it("takes one name for one, whatever is in it", async () => {
    const { port } = await openMutual({}, seenBy)
    const [answer] = await exchangeSecure(port, lastGet(port), shown(odd))
    expect(JSON.parse(answer?.body ?? "").sans).toEqual([
      "URI:urn:a, DNS:admin.example",
      "DNS:odd.example"
    ])
  })

  it("asks no client for one where it has no authorities", async () => {
    const { port } = await openSecure({}, seenBy)
    const [answer] = await exchangeSecure(port, lastGet(port), shown(client))
    expect(answer?.body).toBe('"nobody"')
  })
})

describe("renewed certificates", () => {
  it("are shown from the next connection on, and leave those that are open as they are", async () => {
    const { port, renew } = await openSecure()
    const kept = dialSecure(port)
    await new Promise((resolve) => kept.once("secureConnect", resolve))
    expect(await commonNameAt(port)).toBe("gateway.example")
    renew(renewed)
    expect(await commonNameAt(port)).toBe("renewed.example")
    const received = drained(kept)
    kept.write(lastGet(port))
    expect((await received).toString()).toMatch(/^HTTP\/1\.1 200 /)
  })

  it("take the place of the authorities of clients too", async () => {
    const { port, renew } = await openMutual()
    const sent = lastGet(port)
    expect(await exchangeSecure(port, sent, shown(client))).toMatchObject(ok)
    renew({ ...server, clientAuthorities: foreignAuthority })
    expect(await exchangeSecure(port, sent, shown(client))).toEqual([])
    expect(await exchangeSecure(port, sent, shown(foreign))).toMatchObject(ok)
  })

  it("are kept out where they are none, and what there was stays", async () => {
    const { port, renew } = await openSecure()
    expect(() => renew({ certificate: renewed.certificate, key: server.key })).toThrow(
      "key values mismatch"
    )
    expect(() => renew({ certificate: "none", key: "none" })).toThrow("PEM")
    expect(await commonNameAt(port)).toBe("gateway.example")
  })

  it("are for a listener of TLS alone", async () => {
    const { renew } = await open()
    expect(() => renew(server)).toThrow("plain http")
  })
})

it("an ended certificate of the server is for its client to refuse", async () => {
  const { port } = await openSecure(expiredServer)
  const socket = dialSecure(port)
  const failed = new Promise<NodeJS.ErrnoException>((resolve) => socket.once("error", resolve))
  expect((await failed).code).toBe("CERT_HAS_EXPIRED")
})
