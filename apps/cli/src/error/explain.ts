import { explain as explanationOf, lookup } from "@codearts/error-catalog"
import { Console, Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { UnknownCode } from "../errors.ts"
import { output } from "../output.ts"
import { explanation } from "../explanation.ts"

const code = Argument.String("code").pipe(
  Argument.withDescription("Code of an error, for example UC.00011005")
)

const status = Flag.Int("status").pipe(
  Flag.withDescription("Status it came with; some codes mean different things with different ones"),
  Flag.optional
)

/** `codearts error explain`: what a code means and what to do, without a network. */
export const explain = Command.make(
  "explain",
  { code, status, output },
  Effect.fnUntraced(function* (given) {
    const rows = lookup(given.code, Option.getOrUndefined(given.status))
    if (rows.length === 0) {
      return yield* new UnknownCode({ message: `the catalog has no code ${given.code}` })
    }
    if (Option.contains(given.output, "json")) {
      return yield* Console.log(JSON.stringify(rows, null, 2))
    }
    const texts = rows.map((row) =>
      explanation(
        explanationOf({ error_code: row.code, error_msg: row.message, status: row.status })
      )
    )
    yield* Console.log(texts.join("\n\n"))
  })
).pipe(
  Command.withDescription("Explain an error code: what it means, what to do, whether to retry"),
  Command.withExamples([
    { command: "codearts error explain APIGW.0301", description: "Why a signature is refused" }
  ])
)
