import { Effect } from "effect"
import { isUtf8 } from "node:buffer"
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises"
import { dirname, join } from "node:path"
import { Usage } from "../errors.ts"

const reasonOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause))

/** Whether a failure says that there is no such file. */
export const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && "code" in cause && cause.code === "ENOENT"

const unreadable = (path: string) => (cause: unknown) =>
  new Usage({
    message: `cannot read ${path}: ${isMissing(cause) ? "there is no such file" : reasonOf(cause)}`
  })

/**
 * The text of bytes, or nothing where they are none. A lenient decoder makes one text of different
 * bytes, and a seal that holds for the text would hold for a file that was changed.
 */
const textOf = (bytes: Buffer): string | undefined =>
  isUtf8(bytes) ? bytes.toString("utf8") : undefined

const readUtf8 = async (path: string): Promise<string> => {
  const text = textOf(await readFile(path))
  if (text === undefined) throw new Error("it is not UTF-8 text")
  return text
}

/** The text of a file named on the command line. */
export const readText = (path: string): Effect.Effect<string, Usage> =>
  Effect.tryPromise({ try: () => readUtf8(path), catch: unreadable(path) })

/** The same, or nothing where there is no such file. */
export const readTextIfThere = (path: string): Effect.Effect<string | undefined, Usage> =>
  Effect.tryPromise({
    try: () =>
      readUtf8(path).catch((cause: unknown) => {
        if (isMissing(cause)) return undefined
        throw cause
      }),
    catch: unreadable(path)
  })

/** The texts of the files in a directory, by name; nothing for a file that is no UTF-8 text. */
export const readDirectory = Effect.fnUntraced(function* (path: string) {
  const entries = yield* Effect.tryPromise({
    try: () => readdir(path, { withFileTypes: true }),
    catch: unreadable(path)
  })
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name)
  const texts = yield* Effect.forEach(names, (name) =>
    Effect.tryPromise({
      try: async () => textOf(await readFile(join(path, name))),
      catch: unreadable(join(path, name))
    })
  )
  return new Map(names.map((name, index) => [name, texts[index]]))
})

const put = async (path: string, text: string) => {
  await mkdir(dirname(path), { recursive: true })
  const beside = `${path}.${process.pid}.part`
  try {
    const file = await open(beside, "wx", 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch (cause) {
    await rm(beside, { force: true })
    throw cause
  }
}

/** Writes a file whole or not at all, for its owner alone. */
export const writeText = (path: string, text: string): Effect.Effect<void, Usage> =>
  Effect.tryPromise({
    try: () => put(path, text),
    catch: (cause) => new Usage({ message: `cannot write ${path}: ${reasonOf(cause)}` })
  })
