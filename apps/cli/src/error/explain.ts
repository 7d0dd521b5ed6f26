import type { ErrorEntry } from "@codearts/error-catalog"
import { Console, Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { explanation } from "../explanation.ts"
import { type Catalog, catalogIn, lang, type Lang } from "../language.ts"
import { showText, textOutput } from "../output.ts"
import { printableJson } from "../printable.ts"
import { unknownCode } from "./unknownCode.ts"

const code = Argument.String("code").pipe(
  Argument.withDescription("Code of an error, for example UC.00011005")
)

const status = Flag.Int("status").pipe(
  Flag.withDescription("HTTP status it came with; some codes mean another thing with each"),
  Flag.optional
)

const textOf =
  (catalog: Catalog, language: Lang) =>
  ({ code: error_code, message: error_msg, status }: ErrorEntry) => {
    const explained = catalog.explain({ error_code, error_msg, status })
    const title = explained.title === error_msg ? "" : explained.title
    return explanation([status, error_code, error_msg, title], explained, language)
  }

/** `codearts error explain`: what a code means and what to do, without a network. */
export const explain = Command.make(
  "explain",
  { code, status, lang, output: textOutput },
  Effect.fnUntraced(function* (given) {
    const catalog = yield* catalogIn(given.lang)
    const rows = catalog.lookup(given.code, Option.getOrUndefined(given.status))
    if (rows.length === 0) return yield* unknownCode(given.code)
    if (given.output === "json") return yield* Console.log(printableJson(rows))
    yield* showText(rows.map(textOf(catalog, given.lang)).join("\n\n"))
  })
).pipe(
  Command.withDescription("Explain an error code: what it means, what to do, whether to try again"),
  Command.withExamples([
    { command: "codearts error explain APIGW.0301", description: "Why a signature is refused" },
    {
      command: "codearts error explain APIGW.0201 --status 413",
      description: "A code that means another thing with each status"
    },
    { command: "codearts error explain UC.00011035 --lang zh", description: "In Chinese" }
  ])
)
