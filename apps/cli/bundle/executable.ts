// Makes an executable of the command, which needs no Node: `pnpm --filter @codearts/cli executable [FILE]`.
import { execFileSync, spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { helpFiles } from "../src/preparedHelp.ts"
import { helpInto, oneFile, startInto, workerScript } from "./bundle.ts"
import { workerAsset, workerWithin } from "./workerWithin.ts"

const here = (path: string) => join(import.meta.dirname, path)

const read = (file: string) => readFileSync(file, "utf8")

const withoutHashbang = (code: string) => code.replace(/^#!.*\n/u, "")

/** Nobody listens there: all that leads to a request is compiled, and no request is sent. */
const nowhere = {
  CODEARTS_ENDPOINT: "http://127.0.0.1:1",
  CODEARTS_ENTERPRISE_ID: "tenant",
  CODEARTS_REGION: "region",
  HUAWEICLOUD_SDK_AK: "key",
  HUAWEICLOUD_SDK_SK: "secret"
}

/** Writes a module that is loaded late, and what V8 compiles of it when it runs. */
const writeModule = async (module: string, file: string) => {
  await oneFile(module, file, [workerWithin])
  const code = withoutHashbang(read(file))
  writeFileSync(file, `(function (require, module, exports, __filename) { ${code}\n})`)
  spawnSync(process.execPath, [here("compileCommand.cjs"), file, "vpcep", "list"], {
    env: { ...nowhere, HOME: dirname(file) }
  })
}

/** What is started, within a block of its own: `require` is the executable's there. */
const writeStart = async (directory: string) => {
  await startInto(directory)
  const code = withoutHashbang(read(join(directory, "codearts.cjs")))
  const before = read(here("executableStart.cjs"))
  const file = join(directory, "start.cjs")
  writeFileSync(file, `${before}\n;((require) => { ${code}\n})(load)`)
  return file
}

/** Writes an executable: this very Node, with the command in it. */
export const executable = async (file: string): Promise<void> => {
  const directory = mkdtempSync(join(tmpdir(), "codearts-executable-"))
  const at = (name: string) => join(directory, name)
  const modules = ["main", "helpOnTerminal"]
  for (const module of modules) await writeModule(module, at(`${module}.cjs`))
  await helpInto(directory)
  await workerScript(at(workerAsset))
  const assets = [
    ...Object.values(helpFiles).map((name) => [name, at(name)]),
    ...modules.flatMap((name) => [
      [`./${name}.cjs`, at(`${name}.cjs`)],
      [`./${name}.cjs.cache`, at(`${name}.cjs.cache`)]
    ]),
    [workerAsset, at(workerAsset)],
    ["../package.json", here("../package.json")]
  ]
  const config = {
    main: await writeStart(directory),
    output: file,
    disableExperimentalSEAWarning: true,
    useCodeCache: true,
    assets: Object.fromEntries(assets)
  }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(at("sea.json"), JSON.stringify(config))
  execFileSync(process.execPath, ["--build-sea", at("sea.json")])
  rmSync(directory, { recursive: true })
}

if (import.meta.main)
  await executable(process.argv[2] ?? here("../../../.local/executable/codearts"))
