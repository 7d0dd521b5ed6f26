// Brings into the checkout what the code runs on (pnpm, Node, the dependencies; all locked), then runs
// one script with it. Plain JavaScript without dependencies: it runs on the Node a machine happens to have.
import { spawn, spawnSync } from "node:child_process"
import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync
} from "node:fs"
import { delimiter, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const local = join(root, ".local")
const bin = join(root, "node_modules", ".bin")
const pnpmFolder = join(root, "tools", "pnpm")
const platform = `${process.platform}-${process.arch}`
const binary = join("node_modules", "@pnpm", `exe.${platform}`, "pnpm")
const pnpm = join(pnpmFolder, binary)

const stop = (message) => {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

const checkMachine = () => {
  const major = Number(process.versions.node.split(".")[0])
  if (major < 20) {
    stop(`This needs Node 20 or newer to begin with; ${process.execPath} is ${process.version}.`)
  }
  if (!/^(linux|darwin)-(x64|arm64)$/u.test(platform)) {
    stop(`This runs on Linux and macOS (x64, arm64), not on ${platform}; on Windows use WSL.`)
  }
  try {
    accessSync(root, constants.W_OK)
    mkdirSync(local, { recursive: true })
    accessSync(local, constants.W_OK)
  } catch {
    stop(
      `${root} cannot be written to. What this runs on is installed into the checkout: clone it to a directory of yours.`
    )
  }
}

// Package managers keep caches and state under the home directory unless they are told otherwise.
const insideCheckout = {
  ...process.env,
  XDG_CACHE_HOME: join(local, "cache"),
  XDG_CONFIG_HOME: join(local, "config"),
  XDG_DATA_HOME: join(local, "data"),
  XDG_STATE_HOME: join(local, "state")
}

const networkTrouble = /ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|network|dns|connect/iu

const noRegistry =
  "The npm registry cannot be reached. Run the same command again with a network; behind a proxy, set HTTPS_PROXY."

/** Runs an installer and looks for `result`: what is for one platform only is optional to it, and may fail unsaid. */
const install = (what, result, command, args, cwd) => {
  const { error, status, stderr, stdout } = spawnSync(command, args, {
    cwd,
    env: insideCheckout,
    encoding: "utf8"
  })
  if (status === 0 && existsSync(result)) return
  const said = `${stdout ?? ""}${stderr ?? ""}${error ?? ""}`.trim()
  const advice = status === 0 || networkTrouble.test(said) ? noRegistry : ""
  const last = said.split("\n").slice(-12).join("\n")
  stop(`${last}\n\nCould not install ${what}. ${advice}`.trim())
}

// Made aside and put in place whole: what was interrupted, or came second, leaves nothing half there.
const installPnpm = () => {
  if (existsSync(pnpm)) return
  const aside = mkdtempSync(join(local, "pnpm-"))
  for (const file of ["package.json", "package-lock.json"]) {
    copyFileSync(join(pnpmFolder, file), join(aside, file))
  }
  process.stderr.write("Installing pnpm into tools/pnpm ...\n")
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
  const patience = [
    "--fetch-retries=2",
    "--fetch-retry-mintimeout=500",
    "--fetch-retry-maxtimeout=2000"
  ]
  install(
    "pnpm",
    join(aside, binary),
    "npm",
    ["ci", ...quiet, ...patience, `--cache=${join(local, "npm")}`],
    aside
  )
  try {
    rmSync(join(pnpmFolder, "node_modules"), { recursive: true, force: true })
    renameSync(join(aside, "node_modules"), join(pnpmFolder, "node_modules"))
  } catch (error) {
    if (!existsSync(pnpm)) throw error // else another run has put it there meanwhile
  }
  rmSync(aside, { recursive: true, force: true })
}

const installDependencies = () => {
  if (!existsSync(bin))
    process.stderr.write("Installing Node and the dependencies into node_modules ...\n")
  install(
    "Node and the dependencies",
    join(bin, "node"),
    pnpm,
    ["install", "--frozen-lockfile"],
    root
  )
}

// `npx codearts` and `npx pnpm` in the checkout: the commands as they stand in the sources.
const commands = {
  codearts: '"$bin/node" "$bin/../../apps/cli/src/main.ts"',
  "codearts-gateway": '"$bin/node" "$bin/../../apps/gateway/src/main.ts"',
  pnpm: `"$bin/../../tools/pnpm/node_modules/@pnpm/exe.${platform}/pnpm"`
}

const linkCommands = () => {
  for (const [name, command] of Object.entries(commands)) {
    const shim = `#!/bin/sh\nbin=$(cd "$(dirname "$0")" && pwd)\nexec ${command} "$@"\n`
    writeFileSync(join(bin, name), shim, { mode: 0o755 })
  }
}

const run = (script, args) => {
  const path = [bin, dirname(pnpm), process.env.PATH].join(delimiter)
  const child = spawn(join(bin, "node"), [script, ...args], {
    cwd: root,
    env: { ...process.env, PATH: path },
    stdio: "inherit"
  })
  // A terminal interrupts the whole group: the child decides how it ends, and this process waits for it.
  process.on("SIGINT", () => {})
  process.on("SIGTERM", () => child.kill("SIGTERM"))
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)))
}

checkMachine()
installPnpm()
installDependencies()
linkCommands()
run(process.argv[2], process.argv.slice(3))
