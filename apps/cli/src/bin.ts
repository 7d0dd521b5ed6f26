#!/usr/bin/env node
// What is published as `codearts`. What Node compiled is kept for the next start, where nobody else may write.
import { enableCompileCache } from "node:module"
import { homedir } from "node:os"
import { join } from "node:path"
import { version } from "./version.ts"

const oldest = { major: 22, minor: 23 }
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)

const isVersionAsked = (args: ReadonlyArray<string>) => args.length === 1 && args[0] === "--version"

const start = () => {
  // Asked for by installers and scripts, and nothing that has to be loaded for it.
  if (isVersionAsked(process.argv.slice(2))) {
    process.stdout.write(`codearts v${version()}\n`)
    return
  }
  const { XDG_CACHE_HOME = "" } = process.env
  const caches = XDG_CACHE_HOME === "" ? join(homedir(), ".cache") : XDG_CACHE_HOME
  enableCompileCache(join(caches, "codearts"))
  void import("./main.ts")
}

if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) start()
else {
  process.stderr.write(
    `error: codearts needs Node ${oldest.major}.${oldest.minor} or newer, and this is ${process.versions.node}\n  do:   Install a newer one, or put it first on PATH.\n`
  )
  process.exitCode = 1
}
