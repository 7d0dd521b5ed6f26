import { Effect } from "effect"
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

/** A file of a test; alone with its owner unless told otherwise. */
export interface TestFile {
  readonly text: string
  readonly mode?: number
}

/** A home directory with files, there as long as the scope. */
export const homeWith = (files: Readonly<Record<string, TestFile | string>> = {}) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const home = mkdtempSync(join(tmpdir(), "codearts-home-"))
      for (const [name, file] of Object.entries(files)) {
        const { mode = 0o600, text } = typeof file === "string" ? { text: file } : file
        const path = join(home, name)
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(path, text)
        chmodSync(path, mode)
      }
      return home
    }),
    (home) => Effect.sync(() => rmSync(home, { recursive: true }))
  )
