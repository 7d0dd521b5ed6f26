import { Effect, Option } from "effect"
import { Command } from "effect/cli"
import { columns } from "../columns.ts"
import { show } from "../output.ts"
import { outputs } from "../outputs.ts"
import { chosenName, credentialsOf, namesOf, profileNamed, readFiles } from "./profiles.ts"

/** `codearts profile list`: every profile, and which one commands use. */
export const list = Command.make(
  "list",
  outputs(columns.profiles),
  Effect.fnUntraced(function* (given) {
    const files = yield* readFiles
    const current = yield* chosenName(Option.none())
    const rows = yield* Effect.forEach(
      namesOf(files),
      Effect.fnUntraced(function* (name) {
        const { endpoint, enterprise_id, region } = files.config.profiles?.[name] ?? {}
        const credentials = yield* profileNamed(files, name).pipe(
          Effect.map(credentialsOf),
          // One that is half written does not hide the others.
          Effect.catchTag("ProfilesUnusable", ({ message }) => Effect.succeed(message))
        )
        const isCurrent = name === current ? "yes" : "no"
        return { profile: name, current: isCurrent, region, enterprise_id, endpoint, credentials }
      })
    )
    yield* show({ json: rows, columns: columns.profiles, rows }, given)
  })
).pipe(
  Command.withShortDescription("List the profiles"),
  Command.withDescription(
    "List the profiles, which one commands use, and where each has its credentials; no secret is shown."
  ),
  Command.withExamples([
    { command: "codearts profile list", description: "All of them" },
    {
      command: "codearts profile list -o json | jq -r '.[].profile'",
      description: "Their names, for a script"
    }
  ])
)
