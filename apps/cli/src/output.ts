import { Console, Effect, Option } from "effect"
import { Flag } from "effect/cli"
import { printableJson } from "./printable.ts"
import { type Row, table, tsv } from "./table.ts"
import { Terminal } from "./Terminal.ts"
import { wrap } from "./wrap.ts"

/** `--output` of commands that answer rows. */
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

/** Writes rows to stdout, which holds nothing but data. */
export const show = Effect.fnUntraced(function* (
  { columns, json, rows }: Shown,
  form: Option.Option<"table" | "tsv" | "json">
) {
  const { stdoutIsTerminal, width } = yield* Terminal
  switch (Option.getOrElse(form, () => (stdoutIsTerminal ? "table" : "tsv"))) {
    case "json":
      return yield* Console.log(printableJson(json))
    case "tsv":
      return yield* Console.log(tsv(columns, rows))
    case "table":
      return yield* Console.log(table(columns, rows, stdoutIsTerminal ? width : undefined))
  }
})

/** `--output` of commands that answer text. */
export const textOutput = Flag.Literals("output", ["text", "json"]).pipe(
  Flag.withAlias("o"),
  Flag.withDescription("Form of the answer; text by default"),
  Flag.withDefault("text")
)

/** Writes prose to stdout, broken between words where stdout is a terminal. */
export const showText = (text: string) =>
  Effect.flatMap(Terminal, ({ stdoutIsTerminal, width }) =>
    Console.log(stdoutIsTerminal && width !== undefined ? wrap(text, width) : text)
  )
