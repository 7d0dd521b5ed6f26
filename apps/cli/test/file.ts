import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { onTestFinished } from "vitest"

/** The path of a file with that content, which is gone after the test. */
export const file = (name: string, content: string | Uint8Array): string => {
  const directory = mkdtempSync(join(tmpdir(), "codearts-cli-"))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const path = join(directory, name)
  writeFileSync(path, content)
  return path
}
