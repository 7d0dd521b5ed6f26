// Measures `codearts emulator start`, built, from its start to its first answer, beside `node -e 0`. Run `pnpm build` before.
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

const root = join(import.meta.dirname, "../../..")
const runs = 11

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

const emulator = async (script: string): Promise<number> => {
  const started = performance.now()
  const args = [script, "emulator", "start", "--port", "0", "--admin-port", "0"]
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] })
  const [line] = await once(createInterface({ input: child.stdout }), "line")
  const url = String(line).replace("export CODEARTS_ENDPOINT=", "")
  await (await fetch(`${url}/v2/vpceps`)).text()
  const elapsed = performance.now() - started
  child.kill("SIGKILL")
  await once(child, "exit")
  return elapsed
}

const median = (values: ReadonlyArray<number>) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Medians in milliseconds of runs by turns. */
export interface StartUp {
  readonly bare: number
  readonly emulator: number
}

/** Starts both again and again, by turns. */
export const measureStartUp = async (): Promise<StartUp> => {
  const directory = mkdtempSync(join(tmpdir(), "codearts-start-"))
  const modules = join(directory, "node_modules")
  install(modules, join(root, "apps/cli"))
  const script = join(modules, "@codearts/cli/dist/main.js")
  const taken = { bare: new Array<number>(), emulator: new Array<number>() }
  for (let run = 0; run < runs; run++) {
    taken.bare.push(await bare())
    taken.emulator.push(await emulator(script))
  }
  rmSync(directory, { recursive: true })
  return { bare: median(taken.bare), emulator: median(taken.emulator) }
}

if (import.meta.main) {
  const taken = await measureStartUp()
  const ratio = taken.emulator / taken.bare
  process.stdout.write(
    `codearts emulator start: ${taken.emulator.toFixed(0)} ms; node -e 0: ${taken.bare.toFixed(0)} ms; ${ratio.toFixed(1)} times\n`
  )
}
