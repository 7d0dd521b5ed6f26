import { Effect } from "effect"
import { Command } from "effect/cli"
import { insecureStorage, keep, type Place, placeOf } from "../profile/keep.ts"
import { chosenName, profileFlag } from "../profile/profiles.ts"
import { report } from "../report.ts"
import { givenCredentials, whoFlags } from "./given.ts"

/** Said to who logs in, and again by `auth status`. */
export const plainTextWarning =
  "warning: the secret is in plain text, for who can read your files; codearts auth login without --insecure-storage moves it to the keyring"

/** Says where a secret is now. */
export const tellKept = (name: string, place: Place) =>
  place === "keyring"
    ? report(`profile ${name}: kept in the keyring; codearts auth status shows who calls`)
    : Effect.andThen(report(`profile ${name}: kept in plain text`), report(plainTextWarning))

/** `codearts auth login`: keeps credentials in a profile. */
export const login = Command.make(
  "login",
  { profile: profileFlag, ...whoFlags, insecureStorage },
  Effect.fnUntraced(function* ({ insecureStorage, profile, ...who }) {
    const name = yield* chosenName(profile)
    const written = yield* givenCredentials(who)
    const place = placeOf(insecureStorage)
    yield* keep([{ name, written }], place)
    yield* tellKept(name, place)
  })
).pipe(
  Command.withShortDescription("Keep credentials, in the system's keyring"),
  Command.withDescription(
    "Keep an access key, a token or a password in a profile: in the system's keyring, or in plain text where --insecure-storage says so. Asks on a terminal; elsewhere the secret comes from stdin, a file or the environment, and never from an argument. Nothing is sent."
  ),
  Command.withExamples([
    { command: "codearts auth login", description: "Asks for an access key" },
    {
      command: "pass show huawei/sk | codearts auth login --access-key AK --secret-key-stdin",
      description: "Without a terminal"
    },
    {
      command: "codearts auth login --user-name ci --domain-name acme --password-file pw",
      description: "A user, for whom tokens are fetched"
    }
  ])
)
