import { type Edit, readEndpoint } from "@codearts/client/profiles"
import { Effect, Result, Schema } from "effect"
import { Command } from "effect/cli"
import { prompt, requirePerson } from "../auth/secret.ts"
import { tellKept } from "../auth/login.ts"
import { Usage } from "../errors.ts"
import { currentEdit, insecureStorage, keep, placeOf } from "../profile/keep.ts"
import { changing, chosenName, profileFlag, readFiles } from "../profile/profiles.ts"
import { type SettingName, settings } from "../profile/settings.ts"
import { report } from "../report.ts"

const instead =
  "give them to codearts profile set, and the credentials to codearts auth login --secret-key-stdin"

const asked = ["region", "enterprise_id", "endpoint"] as const

const titles: Readonly<Record<(typeof asked)[number], string>> = {
  region: "Region",
  enterprise_id: "Enterprise id",
  endpoint: "Endpoint"
}

const ruleBroken = (setting: SettingName, text: string): string | undefined => {
  if (setting === "endpoint") {
    const read = readEndpoint(text)
    return Result.isFailure(read) ? read.failure.rule : undefined
  }
  const read = Schema.decodeResult(settings[setting].schema)(text)
  if (Result.isSuccess(read)) return undefined
  return read.failure.message.split("\n")[0]?.replace(/^Expected /u, "must be ")
}

const attempts = 3

/** Asks until the answer keeps the rule of the setting, but not for ever; Enter keeps what is there. */
const askFor = Effect.fnUntraced(function* (setting: (typeof asked)[number], now = "") {
  yield* report(settings[setting].where)
  for (let attempt = 0; attempt < attempts; attempt++) {
    const typed = yield* prompt(`${titles[setting]} [${now || "none"}]: `, "shown", instead)
    const rule = typed === "" ? undefined : ruleBroken(setting, typed)
    if (rule === undefined) return typed === "" ? undefined : typed
    yield* report(`  ${rule}`)
  }
  return yield* new Usage({ message: `${titles[setting]}: not given; nothing was changed` })
})

/** The three settings, each asked for with what it is now. */
const askForSettings = Effect.fnUntraced(function* (name: string) {
  const now = (yield* readFiles).config.profiles?.[name]
  const answers: Array<Edit> = []
  for (const setting of asked) {
    const value = yield* askFor(setting, now?.[setting])
    if (value !== undefined)
      answers.push({ file: "config", path: ["profiles", name, setting], value })
  }
  return answers
})

const askForKey = Effect.gen(function* () {
  yield* report("Credentials: an access key, from the console: My Credentials, Access Keys")
  const access_key = yield* prompt("Access key id [leave as it is]: ", "shown", instead)
  if (access_key === "") return undefined
  const secret_key = yield* prompt("Secret access key (is not shown): ", "hidden", instead)
  return secret_key === "" ? undefined : { access_key, secret_key }
})

/** `codearts configure`: asks for the settings of a profile, one after the other. */
export const configure = Command.make(
  "configure",
  { profile: profileFlag, insecureStorage },
  Effect.fnUntraced(function* (given) {
    const name = yield* chosenName(given.profile)
    yield* requirePerson(instead)
    yield* report(`Profile ${name}. Enter keeps what is in brackets.`)
    const edits = yield* askForSettings(name)
    const written = yield* askForKey
    // All is asked before anything is written: Ctrl-C changes nothing.
    if (edits.length > 0)
      yield* changing((files) => Effect.succeed([...edits, ...currentEdit(files, name)]))
    if (written === undefined) return
    const place = placeOf(given.insecureStorage)
    yield* keep([{ name, written }], place)
    yield* tellKept(name, place)
  })
).pipe(
  Command.withShortDescription("Ask for region, tenant, endpoint and credentials"),
  Command.withDescription(
    "Ask for the region, the tenant, the endpoint and an access key, with where each is found, and keep them in a profile; the secret goes into the system's keyring unless --insecure-storage is given. Nothing is sent."
  ),
  Command.withExamples([
    { command: "codearts configure", description: "The profile that commands use" },
    { command: "codearts configure --profile work", description: "Another, which may be new" }
  ])
)
