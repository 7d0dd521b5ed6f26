import { Effect } from "effect"
import { open, type FileHandle } from "node:fs/promises"
import { absent, broken, type Unusable } from "./Source.ts"

const reasons: Readonly<Record<string, string>> = {
  EACCES: "may not be read by this user",
  EISDIR: "is a directory",
  ELOOP: "is a loop of links",
  ENOTDIR: "is under something that is no directory"
}

const codeOf = (cause: unknown) =>
  cause instanceof Error && "code" in cause ? String(cause.code) : ""

const unreadable =
  (path: string) =>
  (cause: unknown): Unusable => {
    const code = codeOf(cause)
    if (code === "ENOENT") return absent(`${path} does not exist`)
    return broken(`${path} ${reasons[code] ?? "cannot be read"}`)
  }

/** Bits of a file's mode that others must not have, and how to take them away. */
export interface Forbidden {
  readonly bits: number
  readonly rule: string
}

/** For a file with a secret. */
export const ownerOnly: Forbidden = {
  bits: 0o077,
  rule: "is open to other users, make it yours alone: chmod 600"
}

/** For a file that says what is run or used. */
export const ownerWrites: Forbidden = {
  bits: 0o022,
  rule: "can be changed by other users, make it yours alone: chmod 600"
}

// Far over any file of settings.
const largest = 1_048_576

// Windows has no such bits: Node answers the same for every file.
const hasModes = process.platform !== "win32"

const inspected = async (file: FileHandle, forbidden: Forbidden | undefined) => {
  const { mode, size } = await file.stat()
  if (hasModes && forbidden !== undefined && (mode & forbidden.bits) !== 0) return forbidden.rule
  return size > largest ? "is over 1 MiB" : undefined
}

const readOpen = async (file: FileHandle, path: string, forbidden: Forbidden | undefined) => {
  try {
    // Of the file that was opened, so that it cannot be another by the time it is read.
    const complaint = await inspected(file, forbidden)
    return complaint === undefined ? await file.readFile("utf8") : broken(`${path} ${complaint}`)
  } finally {
    await file.close()
  }
}

/** The text of a file; one that is not there is absent, any other trouble is a broken source. */
export const readTextFile = (
  path: string,
  forbidden?: Forbidden
): Effect.Effect<string, Unusable> =>
  Effect.tryPromise({
    try: async () => readOpen(await open(path, "r"), path, forbidden),
    catch: unreadable(path)
  }).pipe(
    Effect.flatMap((read) => (typeof read === "string" ? Effect.succeed(read) : Effect.fail(read)))
  )
