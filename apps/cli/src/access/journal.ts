import {
  advance,
  type ApplyEvent,
  type Journal,
  journalRow,
  type Plan,
  readJournal,
  type Sealed
} from "@codearts/access"
import { Clock, Effect, Result } from "effect"
import { isUtf8 } from "node:buffer"
import { mkdir, open, readFile, truncate } from "node:fs/promises"
import { dirname } from "node:path"
import { Refused, Usage } from "../errors.ts"
import { isMissing } from "./files.ts"

/** The text of a journal. Its last row may have been cut off inside a letter, the others not. */
const textOf = async (path: string): Promise<string> => {
  const bytes = await readFile(path).catch((cause: unknown) => {
    if (isMissing(cause)) return Buffer.alloc(0)
    throw cause
  })
  const rows = bytes.subarray(0, bytes.lastIndexOf("\n") + 1)
  if (!isUtf8(rows)) throw new Error("it is not UTF-8 text")
  return bytes.toString("utf8")
}

const unusable = (path: string) => (cause: unknown) =>
  new Usage({
    message: `the journal ${path} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`
  })

/** Appends a row, unless the journal is longer than we left it: then another run is writing, too. */
const append = async (path: string, size: number, line: string) => {
  const file = await open(path, "a", 0o600)
  try {
    if ((await file.stat()).size !== size) throw new Error("another run has written to it")
    await file.writeFile(line)
    // What is not on the disk has not been recorded, and must not be sent.
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A journal that goes on. */
export interface OpenJournal {
  readonly current: () => Journal
  readonly text: () => string
  /** Writes an event down, on the disk before it returns. */
  readonly record: (event: ApplyEvent) => Effect.Effect<void, Usage>
}

/** The journal of a plan as it is in a file, and the file's text; one that does not hold is refused. */
export const journalIn = Effect.fnUntraced(function* (path: string, plan: Sealed<Plan>) {
  const found = yield* Effect.tryPromise({ try: () => textOf(path), catch: unusable(path) })
  const journal = yield* Effect.fromResult(readJournal(plan.content, plan.digest, found)).pipe(
    Effect.mapError(
      ({ message }) =>
        new Refused({ message: `${path} is not a sound journal of this plan: ${message}` })
    )
  )
  return { found, journal }
})

/** The journal of a plan, begun or gone on with. */
export const openJournal = Effect.fnUntraced(function* (
  path: string,
  plan: Sealed<Plan>
): Effect.fn.Return<OpenJournal, Usage | Refused> {
  const { found, ...read } = yield* journalIn(path, plan)
  let { journal } = read
  let text = found.slice(0, journal.whole)
  if (text !== found) {
    yield* Effect.tryPromise({
      try: () => truncate(path, Buffer.byteLength(text)),
      catch: unusable(path)
    })
  }
  yield* Effect.tryPromise({
    try: () => mkdir(dirname(path), { recursive: true }),
    catch: unusable(path)
  })
  return {
    current: () => journal,
    text: () => text,
    record: Effect.fnUntraced(function* (event) {
      const state = Result.getOrThrow(advance(journal.state, event)) // the events are the machine's own steps
      const now = new Date(yield* Clock.currentTimeMillis)
      const { head, line } = journalRow(journal, event, now)
      yield* Effect.tryPromise({
        try: () => append(path, Buffer.byteLength(text), line),
        catch: unusable(path)
      })
      text += line
      journal = {
        state,
        events: [...journal.events, event],
        times: [...journal.times, now.toISOString()],
        rows: journal.rows + 1,
        head,
        whole: journal.whole + line.length
      }
    })
  }
})
