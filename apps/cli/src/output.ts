import { Console, Effect, Option } from "effect"
import { Flag } from "effect/cli"
import { type Row, table, tsv } from "./table.ts"
import { Terminal } from "./Terminal.ts"

/** `--output`: a table for eyes, the same columns for programs, or the answer itself. */
export const output = Flag.Literals("output", ["table", "tsv", "json"]).pipe(
  Flag.withAlias("o"),
  Flag.withDescription("Form of the answer; by default table on a terminal, tsv in a pipe"),
  Flag.optional
)

/** An answer and how it is shown. */
export interface Shown {
  /** The answer as the API gives it, for `-o json`. */
  readonly json: unknown
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<Row>
}

/** Writes an answer to stdout, which holds nothing but data. */
export const show = (
  { columns, json, rows }: Shown,
  form: Option.Option<"table" | "tsv" | "json">
): Effect.Effect<void, never, Terminal> =>
  Effect.gen(function* () {
    const { stdoutIsTerminal } = yield* Terminal
    switch (Option.getOrElse(form, () => (stdoutIsTerminal ? "table" : "tsv"))) {
      case "json":
        return yield* Console.log(JSON.stringify(json, null, 2))
      case "tsv":
        return yield* Console.log(tsv(columns, rows))
      case "table":
        return yield* Console.log(table(columns, rows))
    }
  })
