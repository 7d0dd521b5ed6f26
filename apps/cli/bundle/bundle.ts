// Bundles the command, so that it starts without looking for a thousand files: `codearts.cjs`, which
// loads `main.cjs`, and beside them the thread that `main.cjs` starts.
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { rolldown, type InputOptions, type OutputChunk, type OutputOptions } from "rolldown"
import { notices } from "./notices.ts"

const here = (path: string) => join(import.meta.dirname, path)

const input: InputOptions = {
  platform: "node",
  transform: { inject: { "Intl.Segmenter": [here("Segmenter.ts"), "Segmenter"] } },
  // One line of effect asks for `import.meta.env`, which Node does not have either.
  checks: { emptyImportMeta: false }
}

const output: OutputOptions = { codeSplitting: false, minify: true, sourcemap: true }

const write = async (file: string, options: InputOptions, more: OutputOptions = {}) => {
  const build = await rolldown({ ...input, ...options })
  const written = await build.write({ ...output, ...more, file })
  return written.output.filter((part): part is OutputChunk => part.type === "chunk")
}

// A library of the system's own kind goes into no bundle: it stands beside it, or is missed when it is asked for.
const native = ["@napi-rs/keyring"]

const isMain = (id: string) => id.endsWith("/main.ts")

/** Writes the bundle into a directory, with the licenses of what is in it. */
export const bundle = async (directory: string): Promise<void> => {
  const to = (name: string) => join(directory, name)
  await write(
    to("codearts.cjs"),
    { input: here("../src/bin.ts"), external: isMain },
    { format: "cjs", paths: (id) => (isMain(id) ? "./main.cjs" : id), dynamicImportInCjs: false }
  )
  const chunks = [
    ...(await write(
      to("main.cjs"),
      { input: here("../src/main.ts"), external: native },
      { format: "cjs" }
    )),
    ...(await write(to("sqliteWorker.js"), {
      input: here("../node_modules/@codearts/emulator/src/sqliteWorker.ts")
    }))
  ]
  writeFileSync(
    to("THIRD-PARTY-NOTICES.txt"),
    notices(chunks.flatMap(({ moduleIds }) => moduleIds))
  )
}

if (import.meta.main) await bundle(here("../dist"))
