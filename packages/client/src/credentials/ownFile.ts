import { Effect } from "effect"
import { randomUUID } from "node:crypto"
import { constants, type Stats } from "node:fs"
import { chmod, lstat, mkdir, open, readdir, rename, rm } from "node:fs/promises"
import { basename, dirname, join } from "node:path"
import { broken, type Unusable } from "./Source.ts"

const codeOf = (cause: unknown) =>
  cause instanceof Error && "code" in cause ? String(cause.code) : ""

const reasons: Readonly<Record<string, string>> = {
  EACCES: "this user may not",
  EDQUOT: "the quota is used up",
  ENOSPC: "the disk is full",
  ENOTDIR: "something above it is no directory",
  EPERM: "this user may not",
  EROFS: "the file system is read-only"
}

const unwritable = (path: string) => (cause: unknown) =>
  broken(`${path} cannot be written: ${reasons[codeOf(cause)] ?? (codeOf(cause) || "no reason")}`)

// Windows has no such bits.
const hasModes = process.platform !== "win32"

const openToOthers = ({ mode }: Stats) => hasModes && (mode & 0o077) !== 0

const octal = ({ mode }: Stats) => (mode & 0o777).toString(8).padStart(4, "0")

const statOf = async (path: string) => {
  try {
    return await lstat(path)
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return undefined
    throw cause
  }
}

/** A directory for its owner alone; says so where it was not. */
export const makeOwnDirectory = (path: string): Effect.Effect<ReadonlyArray<string>, Unusable> =>
  Effect.tryPromise({
    try: async () => {
      await mkdir(path, { recursive: true, mode: 0o700 })
      const stats = await lstat(path)
      // A link is how some keep their settings elsewhere; what matters is where it leads.
      if (!stats.isDirectory()) return []
      // Beyond what an umask leaves, too.
      if ((stats.mode & 0o777) !== 0o700) await chmod(path, 0o700)
      return openToOthers(stats)
        ? [`${path} was open to other users (mode ${octal(stats)}), and is yours alone now`]
        : []
    },
    catch: unwritable(path)
  })

/** Why a file that is there cannot be replaced, or what has to be said when it is. */
const judged = (
  path: string,
  stats: Stats | undefined
): Effect.Effect<ReadonlyArray<string>, Unusable> => {
  if (stats === undefined) return Effect.succeed([])
  if (stats.isSymbolicLink())
    return Effect.fail(
      broken(`${path} is a symbolic link, and is not written through: put the file itself there`)
    )
  if (!stats.isFile()) return Effect.fail(broken(`${path} is no file`))
  return Effect.succeed(
    openToOthers(stats)
      ? [
          `${path} was open to other users (mode ${octal(stats)}), and is yours alone now: replace a secret in it that others may have read`
        ]
      : []
  )
}

/** Whether a file of one's own may be replaced, and what has to be said when it is. */
export const inspectOwnFile = (path: string): Effect.Effect<ReadonlyArray<string>, Unusable> =>
  Effect.tryPromise({ try: () => statOf(path), catch: unwritable(path) }).pipe(
    Effect.flatMap((stats) => judged(path, stats))
  )

const partOf = (path: string) => join(dirname(path), `.${basename(path)}.`)

/** What writers left behind that were killed: it may hold a secret. */
const removeParts = async (path: string) => {
  const beginning = basename(partOf(path))
  for (const name of await readdir(dirname(path))) {
    if (name.startsWith(beginning) && name.endsWith(".part"))
      await rm(join(dirname(path), name), { force: true })
  }
}

const writeThrough = async (path: string, text: string) => {
  const { O_CREAT, O_EXCL, O_WRONLY } = constants
  const file = await open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
  try {
    // An umask can only take away; the owner's own bits are put back.
    await file.chmod(0o600)
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Without it a crash of the machine may undo the change of name. */
const syncDirectory = async (path: string) => {
  if (!hasModes) return // Windows opens no directory
  const directory = await open(path, "r")
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

const replace = async (path: string, text: string) => {
  await removeParts(path)
  const part = `${partOf(path)}${randomUUID()}.part`
  try {
    await writeThrough(part, text)
    await rename(part, path)
  } catch (cause) {
    await rm(part, { force: true })
    throw cause
  }
  await syncDirectory(dirname(path))
}

/** Writes a file whole or not at all, for its owner alone whatever the umask. One writer at a time. */
export const writeOwnFile = (path: string, text: string): Effect.Effect<void, Unusable> =>
  Effect.tryPromise({ try: () => replace(path, text), catch: unwritable(path) }).pipe(
    Effect.uninterruptible
  )
