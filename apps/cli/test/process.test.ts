import { describe, expect, it } from "@effect/vitest"
import { spawn, type StdioOptions } from "node:child_process"
import { once } from "node:events"
import { closeSync, existsSync, openSync } from "node:fs"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { fileURLToPath } from "node:url"
import { onTestFinished } from "vitest"
import { environment } from "./codearts.ts"

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url))

const start = (
  line: string,
  endpoint = "http://127.0.0.1:1",
  stdio: StdioOptions = "pipe",
  before: ReadonlyArray<string> = []
) => {
  const env = { ...environment, CODEARTS_ENDPOINT: endpoint }
  const child = spawn(process.execPath, [...before, main, ...line.split(" ")], { env, stdio })
  onTestFinished(() => void child.kill("SIGKILL"))
  const text = { stdout: "", stderr: "" }
  child.stdout?.on("data", (chunk) => (text.stdout += String(chunk)))
  child.stderr?.on("data", (chunk) => (text.stderr += String(chunk)))
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal, ...text }))
  return { child, ended }
}

const listening = async (server: Server) => {
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server.listen(0, "127.0.0.1"), "listening")
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}` // of a server on a port
}

const list = JSON.stringify({ data: { vpceps: [{ vpcep_id: "vp-1" }] }, total: 1 })

// Each test starts a process from source, which on a busy machine takes seconds.
describe("the process", { timeout: 60_000 }, () => {
  it("prints its version", async () => {
    const ended = await start("--version").ended
    expect(ended).toMatchObject({ code: 0, stderr: "" })
    expect(ended.stdout).toMatch(/^codearts v\d+\.\d+\.\d+\n$/u)
  })

  it("tells a fault that no command sees in a sentence, without a stack: exit 1", async () => {
    const script = `const { write } = process.stdout
      process.stdout.write = function (...args) {
        setImmediate(() => { throw new Error("out of the blue") })
        return write.apply(this, args)
      }`
    const fault = `data:text/javascript,${encodeURIComponent(script)}`
    const { code, stderr } = await start("region list", undefined, "pipe", ["--import", fault])
      .ended
    expect(code).toBe(1)
    expect(stderr.split("\n")[0]).toBe("error: a fault of this program: Error: out of the blue")
    expect(stderr).not.toMatch(/^\s+at /mu)
  })

  it("takes a reader that has seen enough (| head) for no failure", async () => {
    const { child, ended } = start("error explain APIGW.0201")
    child.stdout?.destroy()
    expect(await ended).toMatchObject({ code: 0, stderr: "" })
  })

  it("takes such a reader for no failure either in the middle of a body as it came", async () => {
    const long = createServer((_, response) => response.end("x".repeat(1_000_000)))
    const { child, ended } = start("api GET /v2/x", await listening(long))
    child.stdout?.once("data", () => child.stdout?.destroy())
    expect(await ended).toMatchObject({ code: 0, stderr: "" })
  })

  it.runIf(existsSync("/dev/full")).each(["error list -o csv", "api GET /v2/x"])(
    "fails when its output cannot be written: %s",
    async (line) => {
      const full = openSync("/dev/full", "w")
      onTestFinished(() => closeSync(full))
      const answering = createServer((_, response) => response.end("{}"))
      const { ended } = start(line, await listening(answering), ["ignore", full, "pipe"])
      const { code, stderr } = await ended
      expect(code).toBe(1)
      expect(stderr.match(/^error: .*/gmu)).toEqual([
        expect.stringContaining("the output cannot be written: ENOSPC")
      ])
    }
  )

  it("ends a failure with its status, and without a stack", async () => {
    const { code, stderr, stdout } = await start("vpcep list").ended
    expect([code, stdout]).toEqual([1, ""])
    expect(stderr).toMatch(/^error: GET http:\/\/127\.0\.0\.1:1\/v2\/vpceps: no answer/u)
    expect(stderr).not.toMatch(/^\s+at /mu)
  })

  it.each(["vpcep delete vp-1", "api DELETE /v2/vpceps -d {}"])(
    "refuses where there is no terminal, without so much as a connection: %s",
    async (line) => {
      let connections = 0
      const counting = createServer().on("connection", () => (connections += 1))
      const { code, stderr, stdout } = await start(line, await listening(counting)).ended
      expect([code, stdout, connections]).toEqual([2, "", 0])
      expect(stderr).toContain("there is no terminal to ask on")
    }
  )

  it.each([
    ["SIGINT", 130, "vpcep list"],
    ["SIGTERM", 143, "vpcep list --enterprise-id a --enterprise-id b"]
  ] as const)("ends a call that hangs on %s with %d: %s", async (signal, status, line) => {
    const silent = createServer(() => {})
    const { child, ended } = start(line, await listening(silent))
    await once(silent, "request")
    child.kill(signal)
    expect(await ended).toEqual({ code: status, signal: null, stdout: "", stderr: "" })
  })

  it.each([
    ["vpcep delete vp-1 --yes", "The deletion may have been carried out."],
    ["api DELETE /v2/vpceps --yes", "it had been sent, and may have been carried out"]
  ])("says of a deletion it is interrupted in that it may be done: %s", async (line, said) => {
    const { promise: underWay, resolve } = Promise.withResolvers<void>()
    const slow = createServer(({ method }, response) => {
      if (method === "GET") response.setHeader("content-type", "application/json").end(list)
      else resolve()
    })
    const { child, ended } = start(line, await listening(slow))
    await underWay
    child.kill("SIGINT")
    const { code, stderr, stdout } = await ended
    expect([code, stdout]).toEqual([130, ""])
    expect(stderr).toContain("no answer (interrupted)")
    expect(stderr).toContain(said)
  })
})
