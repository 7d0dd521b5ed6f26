import { Effect } from "effect"
import { Argument, Command } from "effect/cli"
import { NothingFound } from "../errors.ts"
import { catalogIn, lang } from "../language.ts"
import { errorOutputs, showRows } from "./rows.ts"

const text = Argument.String("text").pipe(
  Argument.withDescription("Words of a code, a message, a meaning or an action; all must be there"),
  Argument.atLeast(1)
)

/** `codearts error search`: errors by what they say, without a network. */
export const search = Command.make(
  "search",
  { text, lang, ...errorOutputs },
  Effect.fnUntraced(function* (given) {
    const catalog = yield* catalogIn(given.lang)
    const words = given.text.join(" ")
    const rows = catalog.search(words)
    if (rows.length === 0) return yield* new NothingFound({ words })
    yield* showRows(rows, given.lang, given)
  })
).pipe(
  Command.withShortDescription("Find errors by what they say"),
  Command.withDescription(
    "Find the errors whose code, message, meaning or action holds all the words. Exit 1 where there are none."
  ),
  Command.withExamples([
    { command: "codearts error search token expired", description: "Errors about an old token" },
    { command: "codearts error search 锁定 --lang zh", description: "By a word in Chinese" }
  ])
)
