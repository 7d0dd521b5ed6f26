import { dispatcher, make, sampleSeed } from "@codearts/emulator"
import { Effect, Exit, Scope } from "effect"
import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { environment, ids } from "../test/codearts.ts"
import { executable } from "./executable.ts"

const run = promisify(execFile)
const timeout = 300_000 // a machine with other work
const folder = mkdtempSync(join(tmpdir(), "codearts-executable-test-"))
const empty = mkdtempSync(join(tmpdir(), "codearts-empty-"))
const codearts = join(folder, "codearts")
const scope = Scope.makeUnsafe()

beforeAll(() => executable(codearts), timeout)

afterAll(async () => {
  for (const path of [folder, empty]) rmSync(path, { recursive: true })
  await Effect.runPromise(Scope.close(scope, Exit.void))
})

/** What it prints in an empty directory, with no Node to be found. */
const outputOf = async (line: string, env: Readonly<Record<string, string>> = {}) =>
  (await run(codearts, line.split(" "), { cwd: empty, env: { HOME: empty, ...env } })).stdout

/** An emulator in this process, on a port for another one. */
const emulator = async (): Promise<string> => {
  const { handle } = await Effect.runPromise(
    make({ filename: ":memory:", seed: sampleSeed }).pipe(Scope.provide(scope))
  )
  const inside = dispatcher({ handle })
  const server = createServer((received, response) => {
    inside.dispatch(
      {
        origin: `http://${received.headers.host}`,
        path: received.url ?? "/",
        method: received.method as "GET", // only lists are asked for
        headers: received.rawHeaders
      },
      {
        onResponseStart: (_, status, headers) => response.writeHead(status, headers),
        onResponseData: (_, chunk) => response.write(chunk),
        onResponseEnd: () => response.end()
      }
    )
  })
  await once(server.listen(0, "127.0.0.1"), "listening")
  await Effect.runPromise(
    Scope.addFinalizer(
      scope,
      Effect.sync(() => server.close())
    )
  )
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}` // of a server on a port
}

describe("the executable, in an empty directory and without a Node", () => {
  it("tells its version and its help", { timeout }, async () => {
    const manifest = readFileSync(join(import.meta.dirname, "../package.json"), "utf8")
    expect(await outputOf("--version")).toBe(`codearts v${JSON.parse(manifest).version}\n`)
    expect(await outputOf("vpcep list --help")).toContain("USAGE")
  })

  it("lists, in every form that needs a library of its own", { timeout }, async () => {
    const env = { ...environment, HOME: empty, CODEARTS_ENDPOINT: await emulator() }
    expect(await outputOf("vpcep list -o ids", env)).toContain(ids.join("\n"))
    expect(await outputOf("vpcep list -o yaml --query total", env)).toBe("8\n")
  })

  it("serves an emulator that keeps its data in a file", { timeout }, async () => {
    const line = "emulator start --port 0 --admin-port 0 --data kept.db"
    const started = spawn(codearts, line.split(" "), { cwd: empty, env: { HOME: empty } })
    const [printed] = await once(started.stdout, "data")
    const [endpoint = ""] = /http:\S+/u.exec(String(printed)) ?? []
    const env = { ...environment, HOME: empty, CODEARTS_ENDPOINT: endpoint }
    expect(await outputOf("vpcep list --query total", env)).toBe("8\n")
    started.kill()
    expect(await once(started, "exit")).toEqual([143, null])
  })
})
