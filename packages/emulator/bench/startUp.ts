// Measures `codearts emulator start`, as it is published and not bundled, from its start to its first answer, beside `node -e 0`. Run `pnpm build` before.
import { spawn } from "node:child_process"
import { once } from "node:events"
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { request } from "undici"

const root = join(import.meta.dirname, "../../..")
const runs = 20

interface Manifest {
  readonly name: string
  readonly publishConfig?: object
  readonly dependencies?: Readonly<Record<string, string>>
}

/** Puts a package where it is found as it would be published: what was built, not its source. */
const install = (modules: string, source: string, installed = new Set<string>()): void => {
  const { publishConfig, ...manifest }: Manifest = JSON.parse(
    readFileSync(join(source, "package.json"), "utf8")
  )
  const directory = join(modules, manifest.name)
  mkdirSync(directory, { recursive: true })
  cpSync(join(source, "dist"), join(directory, "dist"), { recursive: true })
  writeFileSync(join(directory, "package.json"), JSON.stringify({ ...manifest, ...publishConfig }))
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    if (installed.has(name)) continue
    installed.add(name)
    const found = join(source, "node_modules", name)
    if (name.startsWith("@codearts/")) install(modules, found, installed)
    else {
      mkdirSync(join(modules, name, ".."), { recursive: true })
      symlinkSync(found, join(modules, name))
    }
  }
}

const bare = async (): Promise<number> => {
  const started = performance.now()
  await once(spawn(process.execPath, ["-e", "0"]), "exit")
  return performance.now() - started
}

const emulator = async (script: string, cache: string): Promise<number> => {
  const started = performance.now()
  const args = [script, "emulator", "start", "--port", "0", "--admin-port", "0"]
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, XDG_CACHE_HOME: cache }
  })
  const [line] = await once(createInterface({ input: child.stdout }), "line")
  const url = String(line).replace("export CODEARTS_ENDPOINT=", "")
  await (await request(`${url}/v2/vpceps`)).body.dump()
  const elapsed = performance.now() - started
  child.kill() // not SIGKILL: what was compiled is kept at the end
  await once(child, "exit")
  return elapsed
}

const median = (values: ReadonlyArray<number>) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Medians in milliseconds of runs by turns. */
export interface StartUp {
  readonly bare: number
  /** As it is published, once it has been started before. */
  readonly bundled: number
  /** The same, where nothing that was compiled is kept. */
  readonly first: number
  /** Every module from a file of its own. */
  readonly unbundled: number
}

/** Starts each again and again, by turns. */
export const measureStartUp = async (): Promise<StartUp> => {
  const directory = mkdtempSync(join(tmpdir(), "codearts-start-"))
  const modules = join(directory, "node_modules")
  install(modules, join(root, "apps/cli"))
  const dist = join(modules, "@codearts/cli/dist")
  const nowhere = "/dev/null"
  const each: Readonly<Record<keyof StartUp, () => Promise<number>>> = {
    bare,
    bundled: () => emulator(join(dist, "codearts.cjs"), join(directory, "cache")),
    first: () => emulator(join(dist, "codearts.cjs"), nowhere),
    unbundled: () => emulator(join(dist, "main.js"), nowhere)
  }
  const taken: Record<keyof StartUp, Array<number>> = {
    bare: [],
    bundled: [],
    first: [],
    unbundled: []
  }
  const names = Object.keys(each) as ReadonlyArray<keyof StartUp> // an object of ours has no other keys
  for (const name of names) await each[name]() // what a first run of all leaves behind is there for all
  for (let run = 0; run < runs; run++)
    for (const name of names) taken[name].push(await each[name]())
  rmSync(directory, { recursive: true })
  const { bundled, first, unbundled } = taken
  return {
    bare: median(taken.bare),
    bundled: median(bundled),
    first: median(first),
    unbundled: median(unbundled)
  }
}

/** How long each takes, and how many times a bare Node. */
export const startUpTable = (taken: StartUp): string => {
  const row = (what: string, milliseconds: number) =>
    `| ${what} | ${milliseconds.toFixed(0)} | ${(milliseconds / taken.bare).toFixed(1)} |`
  return [
    "| from its start to its first answer | ms | times |",
    "| --- | ---: | ---: |",
    row("`node -e 0`, to its end", taken.bare),
    row("`codearts emulator start`, as published", taken.bundled),
    row("the first time, nothing compiled yet", taken.first),
    row("every module in a file of its own", taken.unbundled)
  ].join("\n")
}

if (import.meta.main) process.stdout.write(`${startUpTable(await measureStartUp())}\n`)
