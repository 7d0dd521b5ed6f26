import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { describe, expect, it, onTestFinished } from "vitest"
import { environment } from "./codearts.ts"

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url))

const start = (line: string, env: Readonly<Record<string, string>> = {}) => {
  const child = spawn(process.execPath, [main, ...line.split(" ")], {
    env: { ...environment, ...env }
  })
  onTestFinished(() => void child.kill("SIGKILL"))
  const text = { stdout: "", stderr: "" }
  child.stdout.on("data", (chunk) => (text.stdout += String(chunk)))
  child.stderr.on("data", (chunk) => (text.stderr += String(chunk)))
  const ended = once(child, "close").then(([code]) => ({ code, ...text }))
  const serving = new Promise<void>((resolve) => {
    child.stderr.on("data", () => text.stderr.includes("serves until") && resolve())
  })
  return { child, ended, serving: Promise.race([serving, ended]), text }
}

const exportsOf = (stdout: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...stdout.matchAll(/^export (\w+)=(\S+)$/gmu)].map(([, name = "", value = ""]) => [
      name,
      value
    ])
  )

const free = "emulator start --port 0 --admin-port 0"

describe("codearts emulator start", () => {
  it("serves the API and its admin API, tells what to export, and ends when told to", async () => {
    const { child, ended, serving, text } = start(free)
    await serving
    const exported = exportsOf(text.stdout)
    expect(Object.keys(exported)).toEqual([
      "CODEARTS_ENDPOINT",
      "CODEARTS_ADMIN_URL",
      "CODEARTS_ADMIN_TOKEN",
      "CODEARTS_ENTERPRISE_ID",
      "CODEARTS_REGION",
      "HUAWEICLOUD_SDK_AK",
      "HUAWEICLOUD_SDK_SK"
    ])
    expect(exported["CODEARTS_ADMIN_TOKEN"]).toMatch(/^[\w-]{43}$/u)
    const [list, state, stranger] = await Promise.all([
      start("vpcep list", exported).ended,
      start("emulator state", exported).ended,
      start("emulator state", { ...exported, CODEARTS_ADMIN_TOKEN: "0123456789abcdef" }).ended
    ])
    expect([list.code, list.stdout.trim().split("\n").length]).toEqual([0, 9])
    expect([state.code, state.stdout]).toEqual([0, expect.stringContaining("\tsample\t")])
    expect([stranger.code, stranger.stderr]).toEqual([
      4,
      expect.stringContaining("refuses the token")
    ])
    child.kill("SIGTERM")
    expect((await ended).code).toBe(143)
  }, 60_000)

  it("never tells a token that it was given", async () => {
    const token = "a-given-token-of-these-tests"
    const { child, ended, serving } = start(free, { CODEARTS_ADMIN_TOKEN: token })
    await serving
    child.kill("SIGTERM")
    const { stderr, stdout } = await ended
    expect(Object.keys(exportsOf(stdout))).not.toContain("CODEARTS_ADMIN_TOKEN")
    expect(stdout + stderr).not.toContain(token)
  }, 60_000)

  it.each([
    ["--data postgres://user@127.0.0.1:1/codearts", { PGPASSWORD: "CANARY-5f1e" }],
    ["", { CODEARTS_DATABASE_URL: "postgres://user:CANARY-5f1e@127.0.0.1:1/codearts" }]
  ])(
    "takes the password of a database from the environment, and tells it nobody: %s",
    async (data, env) => {
      const { code, stderr, stdout } = await start(`${free} ${data}`.trim(), env).ended
      expect([code, stderr]).toEqual([
        1,
        expect.stringContaining("127.0.0.1:1/codearts: it cannot be reached")
      ])
      expect(stdout + stderr).not.toContain("CANARY")
    },
    60_000
  )

  it("refuses a token that could be guessed or not be sent", async () => {
    const { code, stderr } = await start(free, { CODEARTS_ADMIN_TOKEN: "short" }).ended
    expect([code, stderr]).toEqual([4, expect.stringContaining("16 to 256 visible ASCII")])
  }, 60_000)
})
