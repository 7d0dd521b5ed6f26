import { ConfigProvider, Effect, Layer, Logger } from "effect"
import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { connect } from "node:tls"
import { expect, it, onTestFinished } from "vitest"
import { serve } from "../src/index.ts"
import { readSettings } from "../src/settingsFile.ts"
import { call } from "./caller.ts"
import certificates from "./certificates.json" with { type: "json" }
import { inTest, region } from "./gate.ts"
import { openUpstream } from "./upstream.ts"

const environment = ConfigProvider.layer(
  ConfigProvider.fromEnv({
    env: { HUAWEICLOUD_SDK_AK: "UPSTREAM", HUAWEICLOUD_SDK_SK: "secret-of-the-upstream" }
  })
)

const secrets = { old: "first-secret-of-ci", next: "second-secret-of-ci" }

/** A directory of a gateway's files. */
const files = () => {
  const directory = mkdtempSync(join(tmpdir(), "codearts-gateway-"))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const write = (name: string, text: string, mode = 0o600) => {
    const file = join(directory, name)
    writeFileSync(`${file}.new`, text)
    chmodSync(`${file}.new`, mode)
    renameSync(`${file}.new`, file)
    return file
  }
  return { write }
}

/** A gateway with its settings in a file. */
const openFromFile = async (text: (upstream: string) => string) => {
  const { write } = files()
  const { arrived, origin } = await openUpstream()
  write("ci.secret", secrets.old)
  const writeSettings = (lines = text(origin)) => write("gateway.yaml", lines)
  const file = writeSettings()
  const log: Array<string> = []
  const logger = Logger.layer([Logger.make(({ message }) => log.push(String(message)))])
  const gate = await inTest(
    Effect.flatMap(readSettings(file), (settings) => serve(settings, readSettings(file))).pipe(
      Effect.provide(Layer.merge(environment, logger))
    )
  )
  const reload = () => Effect.runPromise(Effect.provide(gate.reload, logger))
  const status = async (accessKey: string, secretKey: string) => {
    const by = { accessKey, secretKey }
    const headers = { region }
    const { status: told } = await call(gate.port, {
      target: "/v2/vpceps?enterprise_id=tenant-a",
      headers,
      by
    })
    return told
  }
  return { ...gate, arrived, log, origin, reload, status, write, writeSettings }
}

const settings = (upstream: string, more = "", callers = "access_key: CI") =>
  `port: 0\nguards: off\nupstream: ${upstream}\n${more}\ncallers: [{ ${callers}, secret_key_file: ci.secret }]\n`

it("takes another secret for the next request, and no more the one before", async () => {
  const { reload, reloads, status, write } = await openFromFile(settings)
  expect(await status("CI", secrets.old)).toBe(200)
  write("ci.secret", secrets.next)
  expect(await status("CI", secrets.old)).toBe(200)
  await reload()
  expect(await status("CI", secrets.next)).toBe(200)
  expect(await status("CI", secrets.old)).toBe(401)
  expect(reloads()).toEqual({ taken: 1, refused: 0 })
})

it("takes other callers and grants", async () => {
  const { origin, reload, status, writeSettings } = await openFromFile(settings)
  writeSettings(settings(origin, "", "access_key: CD, allow: [{ verbs: [delete] }]"))
  await reload()
  expect(await status("CI", secrets.old)).toBe(401)
  expect(await status("CD", secrets.old)).toBe(403)
})

const broken: ReadonlyArray<readonly [name: string, text: string | ((origin: string) => string)]> =
  [
    ["is no YAML", "port: [1"],
    ["is empty", ""],
    ["has no callers any more", (origin) => `upstream: ${origin}\n`],
    ["has an unknown field", (origin) => settings(origin, "colour: blue")],
    ["names a missing secret", (origin) => settings(origin).replace("ci.secret", "missing")],
    ["is for the embedded emulator", "port: 0\n"]
  ]
for (const [name, text] of broken) {
  it(`keeps every caller where the file ${name}, and says and counts it`, async () => {
    const { log, origin, reload, reloads, status, writeSettings } = await openFromFile(settings)
    writeSettings(typeof text === "string" ? text : text(origin))
    await reload()
    await reload()
    expect(await status("CI", secrets.old)).toBe(200)
    expect(reloads()).toEqual({ taken: 0, refused: 2 })
    expect(log.at(-1)).toMatch(/^settings read again are not taken.*refused 2 times/u)
    writeSettings()
    await reload()
    expect(reloads()).toEqual({ taken: 1, refused: 2 })
  })
}

it("keeps the old secret where the new one is short or open to all", async () => {
  const { log, reload, status, write } = await openFromFile(settings)
  write("ci.secret", "short")
  await reload()
  expect(log.at(-1)).toContain("at least 16 bytes")
  write("ci.secret", secrets.next, 0o604)
  await reload()
  expect(log.at(-1)).toContain("open to every user of this machine")
  expect(await status("CI", secrets.old)).toBe(200)
  expect(log.join("\n")).not.toContain(secrets.next)
})

it("takes guards that are switched on", async () => {
  const { arrived, origin, port, reload, writeSettings } = await openFromFile((upstream) =>
    settings(upstream, "", "access_key: CI, allow: [{ verbs: [list, delete] }]")
  )
  const by = { accessKey: "CI", secretKey: secrets.old }
  const body = { enterprise_id: "tenant-a", vpceps: [{ vpcep_id: "vp-0" }] }
  writeSettings(
    settings(origin, "", "access_key: CI, allow: [{ verbs: [list, delete] }]").replace(
      "guards: off\n",
      ""
    )
  )
  await reload()
  await call(port, { method: "DELETE", headers: { region }, body, by })
  // What guards do first is to read the list.
  expect(arrived[0]?.method).toBe("GET")
})

it("says what needs a new process, and takes the rest", async () => {
  const { log, origin, reload, status, write, writeSettings } = await openFromFile(settings)
  write("ci.secret", secrets.next)
  writeSettings(settings(origin, "host: localhost").replace("port: 0", "port: 1"))
  await reload()
  expect(log).toContain(
    "settings that need a new process stay as they were at the start: port, host"
  )
  expect(await status("CI", secrets.next)).toBe(200)
})

it("shows another certificate from the next connection on, and keeps it where the next one is broken", async () => {
  const { write } = files()
  const show = ({ certificate, key }: typeof certificates.server) => {
    write("server.pem", certificate)
    write("server.key", key)
  }
  show(certificates.server)
  const file = write(
    "gateway.yaml",
    "port: 0\ntls: { certificate_file: server.pem, key_file: server.key }"
  )
  const { port, reload, reloads } = await inTest(
    Effect.flatMap(readSettings(file), (read) => serve(read, readSettings(file))).pipe(
      Effect.provide(Logger.layer([]))
    )
  )
  const nameShown = () =>
    new Promise((resolve) => {
      const socket = connect({ port, host: "127.0.0.1", ca: certificates.authority }, () => {
        const { subject } = socket.getPeerCertificate()
        socket.destroy()
        resolve(subject.CN)
      })
    })
  const quietly = () => Effect.runPromise(Effect.provide(reload, Logger.layer([])))
  expect(await nameShown()).toBe("gateway.example")
  show(certificates.renewed)
  await quietly()
  expect(await nameShown()).toBe("renewed.example")
  write("server.key", certificates.server.key)
  await quietly()
  expect(await nameShown()).toBe("renewed.example")
  expect(reloads()).toEqual({ taken: 1, refused: 1 })
})
