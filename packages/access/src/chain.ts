import { Result, Schema } from "effect"
import { canonicalJson, digestOf } from "./canonical.ts"
import { Count, Digest, Time } from "./fields.ts"

/** Where a chain goes on. */
export interface Tail {
  /** Hash of the last row; what the chain begins with where there is none. */
  readonly head: string
  readonly rows: number
}

/** A row of a chain. */
export interface Row<Event> {
  /** 1 for the first. */
  readonly row: number
  readonly at: string
  /** Hash of the row before. */
  readonly previous: string
  readonly event: Event
  readonly hash: string
}

/** The hash of a row over all else in it, so over all rows before it too. */
const hashOf = ({ at, event, previous, row }: Omit<Row<unknown>, "hash">) =>
  digestOf(canonicalJson({ at, event, previous, row }))

/** The next line of a chain, with its line break, and the tail with it. */
export const nextRow = (
  { head, rows }: Tail,
  event: unknown,
  now: Date
): { readonly line: string; readonly head: string } => {
  const row = { row: rows + 1, at: now.toISOString(), previous: head, event }
  const hash = hashOf(row)
  return { line: `${canonicalJson({ ...row, hash })}\n`, head: hash }
}

const parse = <Event extends Schema.Codec<unknown, unknown>>(
  kind: string,
  event: Event,
  line: string
): Result.Result<Row<Event["Type"]>, string> => {
  const schema = Schema.Struct({ row: Count, at: Time, previous: Digest, event, hash: Digest })
  try {
    const value: unknown = JSON.parse(line)
    if (canonicalJson(value) !== line) return Result.fail("its bytes are not in canonical form")
    return Schema.decodeUnknownResult(schema)(value, { onExcessProperty: "error" }).pipe(
      Result.map((row) => row as Row<Event["Type"]>), // decoded by this very schema
      Result.mapError(() => `it is not a row of ${kind}`)
    )
  } catch {
    return Result.fail("it is not JSON")
  }
}

/** The row that a line holds, if it is the one that follows; `kind` is what the chain is, with its article. */
export const followingRow = <Event extends Schema.Codec<unknown, unknown>>(
  kind: string,
  event: Event,
  { head, rows }: Tail,
  line: string
): Result.Result<Row<Event["Type"]>, string> =>
  Result.flatMap(parse(kind, event, line), (row) => {
    if (hashOf(row) !== row.hash) return Result.fail("its hash does not fit what it says")
    return row.previous === head && row.row === rows + 1
      ? Result.succeed(row)
      : Result.fail("it does not follow the row before it: one was cut, added or moved")
  })
