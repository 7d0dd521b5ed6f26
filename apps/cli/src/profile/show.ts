import { Effect } from "effect"
import { Argument, Command } from "effect/cli"
import { columns } from "../columns.ts"
import { show as showRows } from "../output.ts"
import { outputs } from "../outputs.ts"
import { chosenName, credentialsOf, nameArgument, profileNamed, readFiles } from "./profiles.ts"

/** `codearts profile show`: what one profile says, its secrets hidden. */
export const show = Command.make(
  "show",
  { name: Argument.optional(nameArgument), ...outputs(columns.settings) },
  Effect.fnUntraced(function* (given) {
    const files = yield* readFiles
    const profile = yield* profileNamed(files, yield* chosenName(given.name))
    const { credential_command, credential_store: _, ...settings } = profile.settings
    const json = {
      profile: profile.name,
      ...settings,
      // One of its arguments may be a secret.
      ...(credential_command !== undefined && {
        credential_command: [credential_command[0], ...credential_command.slice(1).map(() => "***")]
      }),
      credentials: credentialsOf(profile)
    }
    const rows = Object.entries(json).map(([setting, value]) => ({ setting, value }))
    yield* showRows({ json, columns: columns.settings, rows }, given)
  })
).pipe(
  Command.withShortDescription("Show what a profile says"),
  Command.withDescription(
    "Show what a profile says: the one that is named, or else the one that commands use. Secrets are not read."
  ),
  Command.withExamples([
    { command: "codearts profile show", description: "The one that commands use" },
    { command: "codearts profile show work -o json", description: "Another, for a script" }
  ])
)
