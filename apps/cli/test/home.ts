import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { onTestFinished } from "vitest"
import { environment } from "./codearts.ts"

/** A user's home: what is in it, and the variables of someone whose settings are all in files. */
export interface Home {
  readonly path: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** The text of a file under `~/.config/codearts`; nothing where there is none. */
  readonly read: (name: string) => string
  readonly modeOf: (name: string) => string
}

const unset = Object.fromEntries(Object.keys(environment).map((name) => [name, undefined]))

/** A home with files by their path in it, which is gone after the test. */
export const homeWith = (files: Readonly<Record<string, string>> = {}): Home => {
  const path = mkdtempSync(join(tmpdir(), "codearts-cli-home-"))
  onTestFinished(() => rmSync(path, { recursive: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), text, { mode: 0o600 })
  }
  const inDirectory = (name: string) => join(path, ".config/codearts", name)
  return {
    path,
    env: { ...unset, HOME: path },
    read: (name) => (existsSync(inDirectory(name)) ? readFileSync(inDirectory(name), "utf8") : ""),
    modeOf: (name) => (statSync(inDirectory(name)).mode & 0o777).toString(8)
  }
}
