import { make, type Seed } from "@codearts/emulator"
import { Effect } from "effect"
import { copyFileSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/**
 * Files that an emulator opens with a seed in them already. Hashing the passwords of a seed takes a
 * while, so each file is a copy of one.
 */
export const makeStores = () => {
  const directory = mkdtempSync(join(tmpdir(), "codearts-conformance-"))
  const filled = new Map<Seed, Promise<string>>()
  let files = 0
  const newFile = () => join(directory, `${(files += 1)}.db`)

  const fill = async (seed: Seed) => {
    const filename = newFile()
    await Effect.runPromise(Effect.scoped(make({ filename, seed })))
    return filename
  }

  return {
    /** The path of a new file with that seed. */
    copyOf: async (seed: Seed) => {
      const original = filled.get(seed) ?? fill(seed)
      filled.set(seed, original)
      const filename = newFile()
      copyFileSync(await original, filename)
      return filename
    },
    remove: () => rmSync(directory, { recursive: true })
  }
}

/** The files of one run. */
export type Stores = ReturnType<typeof makeStores>
