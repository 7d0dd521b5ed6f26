import { entries, type ErrorEntry, explain as explained, lookup } from "@codearts/error-catalog"
import { Console, Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { UnknownCode } from "../errors.ts"
import { explanation } from "../explanation.ts"
import { showText, textOutput } from "../output.ts"
import { printableJson } from "../printable.ts"

const code = Argument.String("code").pipe(
  Argument.withDescription("Code of an error, for example UC.00011005")
)

const status = Flag.Int("status").pipe(
  Flag.withDescription("HTTP status it came with; some codes mean another thing with each"),
  Flag.optional
)

const unique = (texts: ReadonlyArray<string | number>) => [...new Set(texts)].join(", ")

const unknown = (code: string): UnknownCode => {
  const statuses = lookup(code).map((row) => row.status)
  if (statuses.length > 0) {
    return new UnknownCode({ message: `the catalog has ${code} with status ${unique(statuses)}` })
  }
  const part = code.toUpperCase()
  const alike = entries.filter((row) => part !== "" && row.code.includes(part))
  const hint = alike.length > 0 ? `; it has ${unique(alike.map((row) => row.code))}` : ""
  return new UnknownCode({ message: `the catalog has no code ${code}${hint}` })
}

const textOf = ({ code, message, status }: ErrorEntry) =>
  explanation(explained({ error_code: code, error_msg: message, status }))

/** `codearts error explain`: what a code means and what to do, without a network. */
export const explain = Command.make(
  "explain",
  { code, status, output: textOutput },
  Effect.fnUntraced(function* (given) {
    const rows = lookup(given.code, Option.getOrUndefined(given.status))
    if (rows.length === 0) return yield* unknown(given.code)
    if (given.output === "json") return yield* Console.log(printableJson(rows))
    yield* showText(rows.map(textOf).join("\n\n"))
  })
).pipe(
  Command.withDescription("Explain an error code: what it means, what to do, whether to try again"),
  Command.withExamples([
    { command: "codearts error explain APIGW.0301", description: "Why a signature is refused" },
    {
      command: "codearts error explain APIGW.0201 --status 413",
      description: "A code that means another thing with each status"
    }
  ])
)
