import { Effect } from "effect"
import { Command } from "effect/cli"
import { report } from "../report.ts"
import { surroundings } from "../surroundings.ts"
import { changing, nameArgument, profileNamed } from "./profiles.ts"

/** `codearts profile use`: makes a profile the current one. */
export const use = Command.make(
  "use",
  { name: nameArgument },
  Effect.fnUntraced(function* ({ name }) {
    yield* changing((files) =>
      Effect.as(profileNamed(files, name), [{ file: "config", path: ["current"], value: name }])
    )
    const { environment } = yield* surroundings
    const { CODEARTS_PROFILE: variable = "" } = environment
    if (variable !== "" && variable !== name)
      yield* report(
        `warning: CODEARTS_PROFILE is set, and commands use ${variable} until it is not`
      )
  })
).pipe(
  Command.withShortDescription("Make a profile the one that commands use"),
  Command.withDescription(
    "Make a profile the one that commands use where CODEARTS_PROFILE names none."
  ),
  Command.withExamples([
    { command: "codearts profile use work", description: "From now on" },
    {
      command: "CODEARTS_PROFILE=work codearts vpcep list",
      description: "For one command"
    }
  ])
)
