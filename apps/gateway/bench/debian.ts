import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync } from "node:fs"
import { join } from "node:path"

const folder = join(import.meta.dirname, "../../../.local/bench")

const run = (command: string, ...args: ReadonlyArray<string>) => {
  const { error, status, stderr } = spawnSync(command, args, { cwd: folder, encoding: "utf8" })
  if (status !== 0) throw new Error(`${command}: ${error?.message ?? stderr.trim()}`)
}

const download = (packages: ReadonlyArray<string>) => {
  try {
    run("/usr/bin/apt-get", "download", ...packages)
  } catch {
    run("/usr/bin/apt-get", "update")
    run("/usr/bin/apt-get", "download", ...packages)
  }
}

/** Debian's nginx and wrk, unpacked where nothing else of the machine sees them. */
export const fetchTools = (): { readonly nginx: string; readonly wrk: string } => {
  const tools = { nginx: join(folder, "usr/sbin/nginx"), wrk: join(folder, "usr/bin/wrk") }
  if (Object.values(tools).every(existsSync)) return tools
  mkdirSync(folder, { recursive: true })
  download(["nginx", "wrk", "libluajit-5.1-2"])
  for (const name of readdirSync(folder)) if (name.endsWith(".deb")) run("dpkg", "-x", name, ".")
  return tools
}

const architecture = process.arch === "arm64" ? "aarch64" : "x86_64"

/** What the tools need to find their own libraries. */
export const toolsEnvironment = {
  LD_LIBRARY_PATH: join(folder, `usr/lib/${architecture}-linux-gnu`)
}
