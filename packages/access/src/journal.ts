import { Data, Result } from "effect"
import { advance, type ApplyState, beginning } from "./apply.ts"
import { followingRow, nextRow, type Row, type Tail } from "./chain.ts"
import { ApplyEvent } from "./events.ts"
import type { Plan } from "./plan.ts"

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

/** The next line of a journal, with its line break. */
export const journalRow = (
  tail: Pick<Journal, "head" | "rows">,
  event: ApplyEvent,
  now: Date
): { readonly line: string; readonly head: string } => nextRow(tail, event, now)

const follow = (
  { head, rows, state }: Tail & Pick<Journal, "state">,
  line: string
): Result.Result<{ readonly row: Row<ApplyEvent>; readonly state: ApplyState }, BrokenJournal> =>
  followingRow("a journal", ApplyEvent, { head, rows }, line).pipe(
    Result.flatMap((row) =>
      Result.map(advance(state, row.event), (next) => ({ row, state: next }))
    ),
    Result.mapError((reason) => new BrokenJournal({ row: rows + 1, reason }))
  )

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
