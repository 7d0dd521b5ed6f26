import { type Option, Schema } from "effect"
import { Flag } from "effect/cli"
import { idOf, type Order } from "./listing.ts"
import { type Query, queryFlag } from "./query.ts"

/** How rows can be written. */
export type Form = "table" | "tsv" | "csv" | "json" | "jsonl" | "yaml" | "ids"

const forms: ReadonlyArray<Form> = ["table", "tsv", "csv", "json", "jsonl", "yaml"]

const outputFlag = (known: ReadonlyArray<string>) =>
  Flag.Literals("output", idOf(known) === undefined ? forms : [...forms, "ids"]).pipe(
    Flag.withAlias("o"),
    Flag.withDescription("Form of the answer; by default table on a terminal, tsv in a pipe"),
    Flag.optional
  )

const listed = (text: string) => text.split(",").map((name) => name.trim())

const columnsFlag = (known: ReadonlyArray<string>) =>
  Flag.String("columns").pipe(
    Flag.withSchema(
      Schema.String.check(
        Schema.makeFilter((text: string) => listed(text).every((name) => known.includes(name)), {
          expected: `some of ${known.join(", ")}, with a comma between two`
        })
      )
    ),
    Flag.withMetavar("list"),
    Flag.withDescription(`Columns to show, with commas, of ${known.join(", ")}`),
    Flag.map(listed),
    Flag.optional
  )

const orderOf = (text: string): Order => ({
  column: text.replace(/^-/u, ""),
  descending: text.startsWith("-")
})

const sortByFlag = (known: ReadonlyArray<string>) =>
  Flag.String("sort-by").pipe(
    Flag.withSchema(
      Schema.String.check(
        Schema.makeFilter((text: string) => known.includes(orderOf(text).column), {
          expected: `one of ${known.join(", ")}, after a hyphen to have the last one first`
        })
      )
    ),
    Flag.withMetavar("column"),
    Flag.withDescription("Column to sort by; -column to have the last one first"),
    Flag.map(orderOf),
    Flag.optional
  )

/** A command line in which `--sort-by -column` is one word: its hyphen begins no flag. */
export const withOrderJoined = (args: ReadonlyArray<string>): ReadonlyArray<string> => {
  const [flag, column, ...rest] = args
  if (flag === undefined || flag === "--") return args
  return flag === "--sort-by" && /^-[a-z]/u.test(column ?? "")
    ? [`${flag}=${column}`, ...withOrderJoined(rest)]
    : [flag, ...withOrderJoined(args.slice(1))]
}

/** What every command takes that answers rows; `known` are all columns that its rows can have. */
export const outputs = (known: ReadonlyArray<string>) => ({
  output: outputFlag(known),
  query: queryFlag,
  columns: columnsFlag(known),
  sortBy: sortByFlag(known)
})

/** The values of those flags. */
export interface Outputs {
  readonly output: Option.Option<Form>
  readonly query: Option.Option<Query>
  readonly columns: Option.Option<ReadonlyArray<string>>
  readonly sortBy: Option.Option<Order>
}
