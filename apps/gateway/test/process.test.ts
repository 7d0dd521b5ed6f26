import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import type { ServerResponse } from "node:http"
import { type AddressInfo, connect, createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { text } from "node:stream/consumers"
import { afterAll, expect, it, onTestFinished, vi } from "vitest"
import { call } from "./caller.ts"
import { openUpstream } from "./upstream.ts"

vi.setConfig({ testTimeout: 30_000 }) // a process takes a while to start on a machine with other work

const directory = mkdtempSync(join(tmpdir(), "codearts-gateway-"))
afterAll(() => rmSync(directory, { recursive: true }))

const main = join(import.meta.dirname, "../src/main.ts")

const caller = { accessKey: "ADMIN", secretKey: "secret-of-the-admin" }

/** A settings file for a gateway to an upstream, with one caller. */
const settingsFor = (upstream: string) => {
  const file = join(directory, "gateway.json")
  const callers = [{ access_key: caller.accessKey, secret_key_file: "admin.secret" }]
  writeFileSync(join(directory, "admin.secret"), caller.secretKey, { mode: 0o600 })
  writeFileSync(file, JSON.stringify({ upstream, callers, audit: { file: "audit.db" } }))
  return file
}

const env = {
  ...process.env,
  HUAWEICLOUD_SDK_AK: "UPSTREAM",
  HUAWEICLOUD_SDK_SK: "secret-of-the-upstream",
  NODE_COMPILE_CACHE: join(directory, "cache")
}

const start = (...args: ReadonlyArray<string>) => {
  const child = spawn(process.execPath, [main, ...args], { env, stdio: ["ignore", "pipe", "pipe"] })
  onTestFinished(() => void child.kill("SIGKILL"))
  return child
}

/** How it ended, what it printed. */
const outcome = async (...args: ReadonlyArray<string>) => {
  const child = start(...args)
  const exited = once(child, "exit")
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [status] = await exited
  return { status, stdout, stderr }
}

it("exits 1 with one line that names the address where that is taken", async () => {
  const server = createServer().listen(0, "127.0.0.1")
  onTestFinished(() => void server.close())
  await once(server, "listening")
  const { port } = server.address() as AddressInfo // it listens on a port
  expect(await outcome("--port", String(port))).toEqual({
    status: 1,
    stdout: "",
    stderr: `error: Cannot listen on 127.0.0.1:${port}: the address is taken\n`
  })
})

it("exits 1 with one line where the directory of its data does not exist", async () => {
  const data = join(directory, "missing", "gateway.db")
  expect(await outcome("--port", "0", "--data", data)).toEqual({
    status: 1,
    stdout: "",
    stderr: `error: Cannot use the store ${data}: it is a directory, or its directory does not exist or is read-only. Check both.\n`
  })
})

it("exits 1 with one line where its data are another's, and leaves them as they are", async () => {
  const data = join(directory, "notes.txt")
  writeFileSync(data, "notes\n".repeat(1000))
  expect(await outcome("--port", "0", "--data", data)).toEqual({
    status: 1,
    stdout: "",
    stderr: `error: Cannot use the store ${data}: it is not a store of this emulator. Name another file.\n`
  })
  expect(readFileSync(data, "utf8")).toBe("notes\n".repeat(1000))
})

it("exits 2 where a flag is unknown, and says where to read on", async () => {
  expect(await outcome("--prot", "80")).toEqual({
    status: 2,
    stdout: "",
    stderr: expect.stringMatching(/^error: .*--prot[^]*\n {2}more: codearts-gateway --help\n$/u)
  })
})

it("exits 2 where a setting is wrong", async () => {
  expect(await outcome("--host", "0.0.0.0")).toEqual({
    status: 2,
    stdout: "",
    stderr: expect.stringMatching(
      /^error: --host: can be reached from [^\n]*\n {7}allowed_hosts: [^\n]*\n$/u
    )
  })
})

it("exits 0 with help on stdout where that is asked for", async () => {
  const { status, stderr, stdout } = await outcome("--help")
  expect([status, stderr]).toEqual([0, ""])
  for (const flag of ["--config", "--host", "--port", "--upstream", "--data"])
    expect(stdout).toContain(flag)
})

/** Where a child says that it listens. */
const urlOf = async (child: ReturnType<typeof start>) => {
  const [line] = await once(createInterface({ input: child.stdout }), "line")
  return /http:\S+/u.exec(String(line))?.[0] ?? ""
}

/** Comes back when nobody listens on a port any more. */
const refusedAt = async (port: number): Promise<void> => {
  const socket = connect(port, "127.0.0.1")
  const refused = await new Promise<boolean>((resolve) => {
    socket.once("connect", () => resolve(false))
    socket.once("error", () => resolve(true))
  })
  socket.destroy()
  if (!refused) await refusedAt(port)
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  it(`takes no more requests on ${signal}, finishes those under way, and exits 0`, async () => {
    const asked = Promise.withResolvers<ServerResponse>()
    const { origin } = await openUpstream((response) => asked.resolve(response))
    const config = settingsFor(origin)
    const child = start("--port", "0", "--config", config)
    const stderr = text(child.stderr)
    const exited = once(child, "exit")
    const port = Number(new URL(await urlOf(child)).port)
    const target = "/v2/vpceps?enterprise_id=tenant-a"
    const answer = call(port, { target, headers: { region: "ap-southeast-3" }, by: caller })
    const response = await asked.promise
    child.kill(signal)
    await refusedAt(port)
    response.end('{"total":0}')
    expect(await answer).toMatchObject({ status: 200, whole: true, text: '{"total":0}' })
    expect([await exited, await stderr]).toEqual([[0, null], ""])
  })
}

it("takes another secret on SIGHUP, and goes on with it when the file is broken afterwards", async () => {
  const { origin } = await openUpstream()
  const config = settingsFor(origin)
  const child = start("--port", "0", "--config", config)
  const port = Number(new URL(await urlOf(child)).port)
  const lines = createInterface({ input: child.stderr })
  const hangUp = async () => {
    const told = once(lines, "line")
    child.kill("SIGHUP")
    return String((await told)[0])
  }
  const next = { ...caller, secretKey: "another-secret-of-the-admin" }
  const statusBy = async (by: typeof caller) => {
    const target = "/v2/vpceps?enterprise_id=tenant-a"
    const { status } = await call(port, { target, headers: { region: "ap-southeast-3" }, by })
    return status
  }
  writeFileSync(join(directory, "admin.secret"), next.secretKey)
  expect(await hangUp()).toContain("settings read again are taken")
  expect([await statusBy(next), await statusBy(caller)]).toEqual([200, 401])
  writeFileSync(config, "{")
  expect(await hangUp()).toContain("settings read again are not taken")
  expect([await statusBy(next), await statusBy(caller)]).toEqual([200, 401])
})
