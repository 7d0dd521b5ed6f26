import { Effect, Redacted } from "effect"
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { connect, type ConnectionOptions } from "node:tls"
import { afterAll, describe, expect, it } from "vitest"
import { serve, type Settings } from "../src/index.ts"
import certificates from "./certificates.json" with { type: "json" }
import { inTest } from "./gate.ts"
import { answerIn, drained } from "./wire.ts"

const directory = mkdtempSync(join(tmpdir(), "codearts-gateway-"))
afterAll(() => rmSync(directory, { recursive: true }))

const write = (name: string, text: string, mode = 0o600) => {
  const file = join(directory, name)
  writeFileSync(file, text)
  chmodSync(file, mode)
  return file
}

const tls = {
  certificate_file: write("server.pem", certificates.server.certificate),
  key_file: write("server.key", certificates.server.key)
}
const client_ca_file = write("ca.pem", certificates.authority)

const problemsOf = (settings: Settings) =>
  serve(settings).pipe(
    Effect.scoped,
    Effect.as(""),
    Effect.catchTag("InvalidSettings", ({ message }) => Effect.succeed(message)),
    Effect.runPromise
  )

const open: Settings = { host: "0.0.0.0", port: 0, allowed_hosts: ["gateway.example"] }

const shown = ({ certificate, key }: { readonly certificate: string; readonly key: string }) => ({
  cert: certificate,
  key
})

/** Asks for the health of a gateway under a Host, over TLS. */
const healthAt = async (port: number, host: string, options: ConnectionOptions = {}) => {
  const socket = connect({ port, host: "127.0.0.1", ca: certificates.authority, ...options })
  socket.on("error", () => {}) // to be refused is a way to close
  const received = drained(socket)
  socket.write(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
  return answerIn(await received).status
}

describe("a gateway that others can reach", () => {
  it("does not start in plain http, unless that is said, and why is told", async () => {
    expect(await problemsOf(open)).toMatch(/^host: can be reached from other machines/u)
    expect(await problemsOf({ ...open, insecure_plain_http_behind_proxy: false })).toMatch(/^host/u)
    const { port } = await inTest(serve({ ...open, insecure_plain_http_behind_proxy: true }))
    expect(port).toBeGreaterThan(0)
  })

  it("does not start without the hosts it is called by", async () => {
    const { allowed_hosts: _, ...unnamed } = open
    expect(await problemsOf({ ...unnamed, tls })).toMatch(/^allowed_hosts: must name the hosts/u)
  })

  it("speaks TLS, and answers for the hosts it is called by alone", async () => {
    const { port, url } = await inTest(serve({ ...open, tls }))
    expect(url).toBe(`https://127.0.0.1:${port}`)
    expect(await healthAt(port, "gateway.example")).toBe(200)
    expect(await healthAt(port, `gateway.example:${port}`)).toBe(200)
    expect(await healthAt(port, "gateway.example:1")).toBe(421)
    expect(await healthAt(port, `127.0.0.1:${port}`)).toBe(421)
    expect(await healthAt(port, "evil.example")).toBe(421)
  })

  it("asks clients for certificates where it has their authorities", async () => {
    const { port } = await inTest(serve({ ...open, tls: { ...tls, client_ca_file } }))
    expect(await healthAt(port, "gateway.example")).toBeNaN()
    for (const refused of [certificates.foreign, certificates.expired])
      expect(await healthAt(port, "gateway.example", shown(refused))).toBeNaN()
    expect(await healthAt(port, "gateway.example", shown(certificates.client))).toBe(200)
  })

  it("may let clients in without a certificate where that is said", async () => {
    const optional = { ...tls, client_ca_file, client_certificate: "optional" } as const
    const { port } = await inTest(serve({ ...open, tls: optional }))
    expect(await healthAt(port, "gateway.example")).toBe(200)
    expect(await healthAt(port, "gateway.example", shown(certificates.foreign))).toBeNaN()
  })
})

describe("a gateway", () => {
  const withSecret = (secret: string): Settings => ({
    port: 0,
    upstream: "https://upstream.example",
    callers: [{ access_key: "A", secret_keys: [Redacted.make(secret)] }]
  })
  const unsafe: ReadonlyArray<readonly [name: string, settings: Settings, reason: string]> = [
    ["with an empty secret", withSecret(""), "must not be empty"],
    ["with a short secret", withSecret("hush-hush-hush-"), "at least 16 bytes, this one has 15"],
    [
      "with nobody named to a remote upstream",
      { upstream: "cloud" },
      "must name at least one: a gateway that anyone may use"
    ],
    ["open to all in plain http", open, "plain http shows every request"],
    [
      "with a loose key file",
      { ...open, tls: { ...tls, key_file: write("loose.key", certificates.server.key, 0o604) } },
      "open to every user of this machine"
    ],
    [
      "with a certificate that has ended",
      {
        ...open,
        tls: {
          certificate_file: write("ended.pem", certificates.expiredServer.certificate),
          key_file: write("ended.key", certificates.expiredServer.key)
        }
      },
      "ended on 2025-02-01"
    ]
  ]
  for (const [name, settings, reason] of unsafe) {
    it(`does not start ${name}`, async () => {
      expect(await problemsOf(settings)).toContain(reason)
    })
  }
})
