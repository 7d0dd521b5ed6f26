import { Effect } from "effect"
import { Command } from "effect/cli"
import { dropFromKeyring, usesKeyring } from "../profile/keep.ts"
import { changing, chosenName, profileFlag } from "../profile/profiles.ts"
import { report } from "../report.ts"

/** `codearts auth logout`: takes a profile's credentials away, wherever they are kept. */
export const logout = Command.make(
  "logout",
  { profile: profileFlag },
  Effect.fnUntraced(function* ({ profile }) {
    const name = yield* chosenName(profile)
    let kept = false
    yield* changing(
      Effect.fnUntraced(function* (files) {
        const inKeyring = usesKeyring(files, name)
        const inFile = files.credentials.profiles?.[name] !== undefined
        if (inKeyring) yield* dropFromKeyring(name)
        kept = inKeyring || inFile
        return [
          ...(inFile
            ? [{ file: "credentials", path: ["profiles", name], value: undefined } as const]
            : []),
          ...(inKeyring
            ? [
                {
                  file: "config",
                  path: ["profiles", name, "credential_store"],
                  value: undefined
                } as const
              ]
            : [])
        ]
      })
    )
    yield* report(
      kept
        ? `profile ${name}: its credentials are gone from this machine; an access key stays valid until it is deleted in the console`
        : `profile ${name} has no credentials here`
    )
  })
).pipe(
  Command.withShortDescription("Take kept credentials away"),
  Command.withDescription(
    "Take the credentials of a profile out of the keyring or the file they are in; its other settings stay. Nothing is sent: the key itself stays valid."
  ),
  Command.withExamples([
    { command: "codearts auth logout", description: "Of the profile that commands use" },
    { command: "codearts auth logout --profile work", description: "Of another" }
  ])
)
