#!/usr/bin/env node
// What is published as `codearts`. What Node compiled is kept for the next start, where nobody else may write.
import { enableCompileCache } from "node:module"
import { homedir } from "node:os"
import { join } from "node:path"
import { preparedHelp } from "./preparedHelp.ts"
import { version } from "./version.ts"

const oldest = { major: 22, minor: 23 }
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)

const isVersionAsked = (args: ReadonlyArray<string>) => args.length === 1 && args[0] === "--version"

const keepCompiled = () => {
  const { XDG_CACHE_HOME = "" } = process.env
  const caches = XDG_CACHE_HOME === "" ? join(homedir(), ".cache") : XDG_CACHE_HOME
  enableCompileCache(join(caches, "codearts"))
}

/** What needs nothing that has to be loaded, where nothing else is asked for. */
const preparedAnswer = async (args: ReadonlyArray<string>): Promise<string | undefined> => {
  if (isVersionAsked(args)) return `codearts v${version()}`
  const help = preparedHelp(args, "plain")
  if (help === undefined || !process.stdout.isTTY) return help
  keepCompiled()
  const { helpOnTerminal } = await import("./helpOnTerminal.ts")
  return helpOnTerminal(args, process.stdout.columns)
}

const start = async () => {
  const answer = await preparedAnswer(process.argv.slice(2))
  if (answer !== undefined) {
    process.stdout.write(`${answer}\n`)
    return
  }
  keepCompiled()
  await import("./main.ts")
}

if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) void start()
else {
  process.stderr.write(
    `error: codearts needs Node ${oldest.major}.${oldest.minor} or newer, and this is ${process.versions.node}\n  do:   Install a newer one, or put it first on PATH.\n`
  )
  process.exitCode = 1
}
