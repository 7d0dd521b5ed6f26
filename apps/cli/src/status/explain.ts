import { statuses } from "@codearts/error-catalog"
import { Console, Effect, Schema } from "effect"
import { Argument, Command } from "effect/cli"
import { explanation } from "../explanation.ts"
import { catalogIn, lang } from "../language.ts"
import { showText, textOutput } from "../output.ts"
import { printableJson } from "../printable.ts"

const status = Argument.Int("status").pipe(
  Argument.withDescription("An HTTP status, for example 409"),
  Argument.withSchema(
    Schema.Int.check(
      Schema.isBetween({ minimum: 100, maximum: 599 }, { expected: "a status from 100 to 599" })
    )
  )
)

/** `codearts status explain`: what an HTTP status alone tells, without a network. */
export const explain = Command.make(
  "explain",
  { status, lang, output: textOutput },
  Effect.fnUntraced(function* ({ lang, output, status }) {
    const catalog = yield* catalogIn(lang)
    const text = catalog.statusText(status)
    const documented = statuses.some((row) => row.status === status)
    if (output === "json") return yield* Console.log(printableJson({ status, documented, ...text }))
    const explained = { ...text, advice: catalog.retryAdvice(text.retry) }
    yield* showText(explanation([status, text.title], explained, lang))
  })
).pipe(
  Command.withShortDescription("Explain an HTTP status"),
  Command.withDescription(
    "Explain an HTTP status: what it means here, what to do, whether to try again. One that no document names is explained by its class."
  ),
  Command.withExamples([
    { command: "codearts status explain 409", description: "What a conflict asks for" },
    { command: "codearts status explain 409 --lang zh", description: "The same in Chinese" }
  ])
)
