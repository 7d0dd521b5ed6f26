import { Data, Result, Schema } from "effect"
import { advance, type ApplyState, beginning } from "./apply.ts"
import { canonicalJson, digestOf } from "./canonical.ts"
import { ApplyEvent } from "./events.ts"
import { Count, Digest, Time } from "./fields.ts"
import type { Plan } from "./plan.ts"

const Row = Schema.Struct({
  row: Count,
  at: Time,
  /** Hash of the row before; of the first row, the digest of the plan. */
  previous: Digest,
  event: ApplyEvent,
  hash: Digest
})

type Row = typeof Row.Type

/** A journal that does not hold: a row was changed, cut, added or put elsewhere. */
export class BrokenJournal extends Data.TaggedError("BrokenJournal")<{
  /** The first row is 1. */
  readonly row: number
  readonly reason: string
}> {
  override get message() {
    return `row ${this.row} of the journal: ${this.reason}`
  }
}

/** A journal, read: what it tells, and where it goes on. */
export interface Journal {
  readonly state: ApplyState
  readonly events: ReadonlyArray<ApplyEvent>
  /** When each of them happened. */
  readonly times: ReadonlyArray<string>
  readonly rows: number
  /** Hash of the last row; the digest of the plan where there is none. */
  readonly head: string
  /** How many characters of the text are whole rows; what follows was cut while it was written. */
  readonly whole: number
}

/** The hash of a row over all else in it, so over all rows before it too. */
const hashOf = ({ at, event, previous, row }: Omit<Row, "hash">) =>
  digestOf(canonicalJson({ at, event, previous, row }))

/** The next line of a journal, with its line break. */
export const journalRow = (
  { head, rows }: Pick<Journal, "head" | "rows">,
  event: ApplyEvent,
  now: Date
): { readonly line: string; readonly head: string } => {
  const row = { row: rows + 1, at: now.toISOString(), previous: head, event }
  const hash = hashOf(row)
  return { line: `${canonicalJson({ ...row, hash })}\n`, head: hash }
}

const parse = (line: string): Result.Result<Row, string> => {
  try {
    const value: unknown = JSON.parse(line)
    if (canonicalJson(value) !== line) return Result.fail("its bytes are not in canonical form")
    return Schema.decodeUnknownResult(Row)(value, { onExcessProperty: "error" }).pipe(
      Result.mapError(() => "it is not a row of a journal")
    )
  } catch {
    return Result.fail("it is not JSON")
  }
}

const follow = (
  { head, rows, state }: Pick<Journal, "head" | "rows" | "state">,
  line: string
): Result.Result<{ readonly row: Row; readonly state: ApplyState }, BrokenJournal> => {
  const broken = (reason: string) => Result.fail(new BrokenJournal({ row: rows + 1, reason }))
  const parsed = parse(line)
  if (Result.isFailure(parsed)) return broken(parsed.failure)
  const row = parsed.success
  if (hashOf(row) !== row.hash) return broken("its hash does not fit what it says")
  if (row.previous !== head || row.row !== rows + 1)
    return broken("it does not follow the row before it: one was cut, added or moved")
  const next = advance(state, row.event)
  return Result.isFailure(next)
    ? broken(next.failure)
    : Result.succeed({ row, state: next.success })
}

/** Reads the journal of a plan, every row's hash and order checked, and every event for whether it could be. */
export const readJournal = (
  plan: Plan,
  digest: string,
  text: string
): Result.Result<Journal, BrokenJournal> => {
  // What follows the last line break was being written when the run was cut off.
  const lines = text.split("\n").slice(0, -1)
  const events: Array<ApplyEvent> = []
  const times: Array<string> = []
  let [head, state, whole] = [digest, beginning(plan), 0]
  for (const [rows, line] of lines.entries()) {
    const followed = follow({ head, rows, state }, line)
    if (Result.isFailure(followed)) return Result.fail(followed.failure)
    events.push(followed.success.row.event)
    times.push(followed.success.row.at)
    head = followed.success.row.hash
    state = followed.success.state
    whole += line.length + 1
  }
  return Result.succeed({ state, events, times, rows: lines.length, head, whole })
}
