import { spawnSync } from "node:child_process"
import { mkdirSync, readdirSync } from "node:fs"
import { join } from "node:path"

/** Why a command does not do what it should; empty when it does. */
export const obstacleOf = (command: string, ...args: ReadonlyArray<string>): string => {
  const { error, status, stderr } = spawnSync(command, args, { encoding: "utf8" })
  return status === 0 ? "" : `${command}: ${error?.message ?? stderr.trim()}`
}

const folder = join(import.meta.dirname, "../../../.local/strace")

// What Debian's strace needs, but for the C library.
const packages = ["strace", "libunwind8", "liblzma5"]

const download = (): string => {
  const { error, status, stderr } = spawnSync("/usr/bin/apt-get", ["download", ...packages], {
    cwd: folder,
    encoding: "utf8"
  })
  return status === 0 ? "" : `apt-get: ${error?.message ?? stderr.trim()}`
}

const unpack = (): string =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".deb"))
    .map((name) => obstacleOf("dpkg", "-x", join(folder, name), folder))
    .join("")

/** Debian's packages, unpacked where nothing else of the machine sees them. */
const fetchPackages = (): string => {
  mkdirSync(folder, { recursive: true })
  const obstacle = download() && (obstacleOf("/usr/bin/apt-get", "update") || download())
  return obstacle || unpack()
}

const architecture = process.arch === "arm64" ? "aarch64" : "x86_64"
const libraries = ["lib", "usr/lib"]
  .map((path) => join(folder, path, `${architecture}-linux-gnu`))
  .join(":")

type Command = readonly [program: string, ...args: ReadonlyArray<string>]

// What is traced does without the libraries of what traces it.
const fetched: Command = [
  "env",
  `LD_LIBRARY_PATH=${libraries}`,
  join(folder, "usr/bin/strace"),
  "-E",
  "LD_LIBRARY_PATH"
]

const obstacleTo = ([program, ...args]: Command): string =>
  obstacleOf(program, ...args, "-f", "-qq", "-o", "/dev/null", "--seccomp-bpf", "true")

interface Strace {
  readonly command: Command
  /** Why it cannot trace here; empty when it can. */
  readonly obstacle: string
}

const find = (): Strace => {
  const here = [["strace"] as const, fetched].find((command) => obstacleTo(command) === "")
  return here === undefined
    ? { command: fetched, obstacle: fetchPackages() || obstacleTo(fetched) }
    : { command: here, obstacle: "" }
}

/** The system's strace, or Debian's, fetched once. */
export const strace: Strace = find()
