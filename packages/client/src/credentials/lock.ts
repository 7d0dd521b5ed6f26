import { Clock, Effect } from "effect"
import { randomUUID } from "node:crypto"
import { link, open, readdir, readFile, rm } from "node:fs/promises"
import { hostname } from "node:os"
import { basename, dirname, join } from "node:path"
import { broken, type Unusable } from "./Source.ts"

/** Who holds a lock: a process of a machine, and this one time of its holding it. */
interface Holder {
  readonly pid: number
  readonly host: string
  readonly nonce: string
}

const codeOf = (cause: unknown) =>
  cause instanceof Error && "code" in cause ? String(cause.code) : ""

const ownHolder = (): Holder => ({ pid: process.pid, host: hostname(), nonce: randomUUID() })

const readHolder = async (path: string): Promise<Holder | undefined> => {
  try {
    const [, pid, host = "", nonce = ""] =
      /^(\d+) (\S*) ([\da-f-]{36})\n$/u.exec(await readFile(path, "utf8")) ?? []
    return pid === undefined ? undefined : { pid: Number(pid), host, nonce }
  } catch {
    return undefined // it is gone by now
  }
}

const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return codeOf(cause) !== "ESRCH"
  }
}

// Whether a process of another machine runs cannot be known: it has to be waited for.
const isDead = ({ host, pid }: Holder) => host === hostname() && !isRunning(pid)

/** Makes the file with its content at once, so that nobody reads a half of it; false where there is one. */
const create = async (path: string, { host, nonce, pid }: Holder): Promise<boolean> => {
  const beside = `${path}.${nonce}`
  const file = await open(beside, "wx", 0o600)
  try {
    await file.writeFile(`${pid} ${host} ${nonce}\n`)
    await link(beside, path)
    return true
  } catch (cause) {
    // There is one; or who has the lock tidied up, and it has to be tried again.
    if (codeOf(cause) === "EEXIST" || codeOf(cause) === "ENOENT") return false
    throw cause
  } finally {
    await file.close()
    await rm(beside, { force: true })
  }
}

/**
 * Takes away the lock of a process that has died. The right to do so is a lock itself, named after
 * that one holding, so that of many who saw the dead one none can take away what a living one made since.
 */
const removeDead = async (path: string, dead: Holder): Promise<void> => {
  const right = `${path}.${dead.nonce}.dead`
  if (!(await create(right, ownHolder()))) {
    const other = await readHolder(right)
    if (other !== undefined && isDead(other)) await removeDead(right, other)
    return
  }
  if ((await readHolder(path))?.nonce === dead.nonce) await rm(path, { force: true })
  await rm(right, { force: true })
}

/**
 * Removes what processes left that were killed while they asked for the lock. Who has it may: no right
 * to remove a former lock is worth anything now, and who is asking tries again.
 */
const tidy = async (path: string): Promise<void> => {
  const beginning = `${basename(path)}.`
  for (const name of await readdir(dirname(path)))
    if (name.startsWith(beginning)) await rm(join(dirname(path), name), { force: true })
}

/** True where the lock is ours now. */
const attempt = async (path: string, own: Holder): Promise<boolean> => {
  if (await create(path, own)) {
    await tidy(path)
    return true
  }
  const other = await readHolder(path)
  if (other !== undefined && isDead(other)) await removeDead(path, other)
  return false
}

const pause = 20
const patience = 30_000

const unlockable = (path: string) => (cause: unknown) =>
  broken(`${path} cannot be made: ${codeOf(cause) || "it is no file"}`)

const acquire = Effect.fnUntraced(function* (path: string): Effect.fn.Return<void, Unusable> {
  const own = ownHolder()
  const end = (yield* Clock.currentTimeMillis) + patience
  while (true) {
    const held = yield* Effect.tryPromise({
      try: () => attempt(path, own),
      catch: unlockable(path)
    })
    if (held) return
    if ((yield* Clock.currentTimeMillis) > end) {
      return yield* broken(
        `another process writes the profiles since ${patience / 1000} s; if none does, remove ${path}`
      )
    }
    // Only who waits may be interrupted: a lock that is made has to be taken away.
    yield* Effect.interruptible(Effect.sleep(pause))
  }
})

/** Does something while no other process of this machine does it under the same path. */
export const withLock = <A, E, R>(
  path: string,
  effect: Effect.Effect<A, E, R>
): Effect.Effect<A, E | Unusable, R> =>
  Effect.acquireUseRelease(
    acquire(path),
    () => effect,
    () => Effect.promise(() => rm(path, { force: true }))
  )
