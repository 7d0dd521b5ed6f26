import { Console, Effect, Option } from "effect"
import { Flag } from "effect/cli"
import { idOf, type Listing, listingOf, narrowed, sorted } from "./listing.ts"
import type { Form, Outputs } from "./outputs.ts"
import { printable, printableJson } from "./printable.ts"
import { QueryFailed } from "./query.ts"
import { cellText, type Row, table, tsv } from "./table.ts"
import { Terminal } from "./Terminal.ts"
import { wrap } from "./wrap.ts"
import { printableYaml } from "./yaml.ts"

/** An answer and how it is shown. */
export interface Shown {
  /** The answer as the API gives it, for forms that have all of it. */
  readonly json: unknown
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<Row>
}

/** An answer once it is narrowed, sorted and queried. */
interface Answer {
  readonly json: () => unknown
  /** One JSON value a line. */
  readonly lines: ReadonlyArray<unknown>
  /** Absent where the answer has no rows. */
  readonly listing: Listing | undefined
}

const narrowedBy = (shown: Shown, given: Outputs): Answer => {
  const rows = Option.match(given.sortBy, {
    onNone: () => shown.rows,
    onSome: (order) => sorted(shown.rows, order)
  })
  const lines = Option.match(given.columns, {
    onNone: () => rows,
    onSome: (columns) => rows.map((row) => narrowed(row, columns))
  })
  const asIs = Option.isNone(given.columns) && Option.isNone(given.sortBy)
  const columns = Option.getOrElse(given.columns, () => shown.columns)
  return {
    json: () => (asIs ? shown.json : lines),
    lines,
    listing: { columns, rows, titled: true }
  }
}

const answerOf = Effect.fnUntraced(function* (shown: Shown, given: Outputs) {
  const answer = narrowedBy(shown, given)
  if (Option.isNone(given.query)) return answer
  const found = yield* given.query.value(answer.json())
  return {
    json: () => found,
    lines: Array.isArray(found) ? found : [found],
    listing: listingOf(found)
  } satisfies Answer
})

const csv = Effect.fnUntraced(function* ({ columns, rows, titled }: Listing) {
  const { csvRow } = yield* Effect.promise(() => import("@codearts/access"))
  const cells = rows.map((row) => columns.map((name) => cellText(row[name])))
  return (titled ? [columns.map(cellText), ...cells] : cells)
    .map((each) => `${csvRow(each)}\r`)
    .join("\n")
})

const lined = (text: string, { titled }: Listing) =>
  titled ? text : text.split("\n").slice(1).join("\n")

const noIds = new QueryFailed({ message: "--query: what it leaves has no ids" })

const idLines = ({ columns, rows, titled }: Listing) => {
  const column = titled ? idOf(columns) : columns[0]
  if (column === undefined) return rows.length === 0 ? Effect.succeed("") : noIds
  return Effect.succeed(rows.map((row) => cellText(row[column])).join("\n"))
}

const jsonLine = (value: unknown) => printable(JSON.stringify(value))

/** Rows in one of the forms for rows. */
const listed = (
  form: Exclude<Form, "json" | "jsonl" | "yaml">,
  listing: Listing,
  width?: number
) => {
  const { columns, rows } = listing
  switch (form) {
    case "table":
      return Effect.succeed(lined(table(columns, rows, width), listing))
    case "tsv":
      return Effect.succeed(lined(tsv(columns, rows), listing))
    case "csv":
      return csv(listing)
    case "ids":
      return idLines(listing)
  }
}

const written = (form: Form, { json, lines, listing }: Answer, width?: number) => {
  switch (form) {
    case "json":
      return Effect.succeed(printableJson(json()))
    case "yaml":
      return printableYaml(JSON.parse(JSON.stringify(json())))
    case "jsonl":
      return Effect.succeed(lines.map(jsonLine).join("\n"))
    default:
      return listing === undefined
        ? Effect.succeed(printableJson(json()))
        : listed(form, listing, width)
  }
}

/** Writes rows to stdout, which holds nothing but data: no rows without a header are not even a line. */
export const show = Effect.fnUntraced(function* (shown: Shown, given: Outputs) {
  const { stdoutIsTerminal, width } = yield* Terminal
  const form = Option.getOrElse(given.output, () => (stdoutIsTerminal ? "table" : "tsv"))
  const answer = yield* answerOf(shown, given)
  const text = yield* written(form, answer, stdoutIsTerminal ? width : undefined)
  if (text !== "") yield* Console.log(text)
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
