import { Effect, Option } from "effect"
import { Command, Flag } from "effect/cli"
import { catalogIn, lang } from "../language.ts"
import { errorOutputs, showRows } from "./rows.ts"

const status = Flag.Int("status").pipe(
  Flag.withDescription("Only errors with this HTTP status"),
  Flag.optional
)

const family = Flag.Literals("family", ["UC", "APIGW", "IAM", "KIT"]).pipe(
  Flag.withDescription("Only errors of the service, its gateway, the identity service or this kit"),
  Flag.optional
)

const admits = <A>(wanted: Option.Option<A>, value: A) =>
  Option.isNone(wanted) || wanted.value === value

/** `codearts error list`: the catalog, without a network. */
export const list = Command.make(
  "list",
  { status, family, lang, ...errorOutputs },
  Effect.fnUntraced(function* (given) {
    const { entries } = yield* catalogIn(given.lang)
    const rows = entries.filter(
      (row) => admits(given.status, row.status) && admits(given.family, row.family)
    )
    yield* showRows(rows, given.lang, given)
  })
).pipe(
  Command.withShortDescription("List the errors of the catalog"),
  Command.withDescription(
    "List the errors of the catalog: all, or those of a status or a family. -o json has the meaning, the action and the source of each as well."
  ),
  Command.withExamples([
    { command: "codearts error list --status 409", description: "What a 409 can mean" },
    {
      command: "codearts error list -o json | jq -r '.[] | select(.retry.class == \"never\").code'",
      description: "What is never to be sent again"
    }
  ])
)
