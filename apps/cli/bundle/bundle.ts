// Bundles the command, so that it starts without looking for a thousand files: `codearts.cjs`, which
// answers what is prepared and else loads `main.cjs` and what of the rest a command needs.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { basename, join } from "node:path"
import {
  rolldown,
  type InputOptions,
  type OutputChunk,
  type OutputOptions,
  type Plugin
} from "rolldown"
import { everyHelp } from "../src/everyHelp.ts"
import { helpFiles, type PreparedHelp } from "../src/preparedHelp.ts"
import { late } from "./late.ts"
import { notices } from "./notices.ts"

const here = (path: string) => join(import.meta.dirname, path)

const input: InputOptions = {
  platform: "node",
  plugins: [late],
  transform: { inject: { "Intl.Segmenter": [here("Segmenter.ts"), "Segmenter"] } },
  // A library of the system's own kind stands beside the bundle, or is missed when it is asked for.
  external: ["@napi-rs/keyring"],
  // One line of effect asks for `import.meta.env`, which Node does not have either; what imports
  // yaml at once is never loaded before it is needed itself.
  checks: { emptyImportMeta: false, ineffectiveDynamicImport: false }
}

const output: OutputOptions = { minify: true, sourcemap: true }

// Each file takes half a millisecond to be found: what many commands have in common is one. Libraries
// that few ask for stand by themselves.
const groups = [
  { name: "yaml", test: /\/node_modules\/yaml\//u },
  { name: "jmespath", test: /\/node_modules\/@jmespath-community\//u },
  { name: "common", test: /\/(?:effect|platform-node[^/]*|packages|src)\//u, minShareCount: 4 }
]

const write = async (options: InputOptions, more: OutputOptions) => {
  const build = await rolldown({ ...input, ...options })
  const written = await build.write({ ...output, ...more })
  return written.output.filter((part): part is OutputChunk => part.type === "chunk")
}

const isChunk = (id: string) => /\/(?:main|helpOnTerminal)\.ts$/u.test(id)

/** Writes what is started, and by itself answers what is prepared. */
export const startInto = (directory: string): Promise<ReadonlyArray<OutputChunk>> =>
  write(
    { input: here("../src/bin.ts"), external: isChunk },
    {
      file: join(directory, "codearts.cjs"),
      format: "cjs",
      paths: (id) => (isChunk(id) ? `./${basename(id, ".ts")}.cjs` : id),
      dynamicImportInCjs: false,
      codeSplitting: false
    }
  )

const commandsInto = (directory: string) =>
  write(
    { input: { main: here("../src/main.ts"), helpOnTerminal: here("../src/helpOnTerminal.ts") } },
    {
      dir: directory,
      format: "cjs",
      dynamicImportInCjs: false,
      entryFileNames: "[name].cjs",
      chunkFileNames: "[name].cjs",
      codeSplitting: { groups }
    }
  )

/** Writes a module of the command and all that it needs in one file. */
export const oneFile = (
  module: string,
  file: string,
  plugins: ReadonlyArray<Plugin> = []
): Promise<unknown> =>
  write(
    { input: here(`../src/${module}.ts`), plugins: [...plugins, late] },
    { file, format: "cjs", dynamicImportInCjs: false, codeSplitting: false, sourcemap: false }
  )

const worker = here("../node_modules/@codearts/emulator/src/sqliteWorker.ts")

/** The thread that the emulator starts. */
const workerInto = (directory: string) =>
  write({ input: worker }, { file: join(directory, "sqliteWorker.js"), codeSplitting: false })

/** The same as a script that needs no file. */
export const workerScript = (file: string): Promise<unknown> =>
  write({ input: worker }, { file, format: "cjs", codeSplitting: false, sourcemap: false })

const removeOlder = (directory: string) => {
  mkdirSync(directory, { recursive: true })
  for (const file of readdirSync(directory))
    if (/\.cjs(?:\.map)?$/u.test(file)) rmSync(join(directory, file))
}

/** Writes the help of every command into a directory. */
export const helpInto = async (directory: string): Promise<void> => {
  for (const kind of ["plain", "coloured"] as const) {
    const texts = (await everyHelp(kind)).map(([words, help]) => [words.join(" "), help] as const)
    const prepared: PreparedHelp = Object.fromEntries(texts)
    writeFileSync(join(directory, helpFiles[kind]), JSON.stringify(prepared))
  }
}

/** Writes the bundle into a directory, with the licenses of what is in it. */
export const bundle = async (directory: string): Promise<void> => {
  removeOlder(directory)
  const written = [startInto, commandsInto, workerInto].map((into) => into(directory))
  const chunks = (await Promise.all(written)).flat()
  await helpInto(directory)
  writeFileSync(
    join(directory, "THIRD-PARTY-NOTICES.txt"),
    notices(chunks.flatMap(({ moduleIds }) => moduleIds))
  )
}

if (import.meta.main) await bundle(here("../dist"))
