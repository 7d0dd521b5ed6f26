import { holdsPassword, withPassword } from "@codearts/emulator"
import { Config, Console, Effect, Option, Redacted } from "effect"
import { Command, Flag } from "effect/cli"
import { checkSettings } from "./checkSettings.ts"
import { secretCommands } from "./callers/secretCommands.ts"
import { invalid, renamed } from "./InvalidSettings.ts"
import { serve } from "./serve.ts"
import { plainFields, type Settings, withSecrets } from "./settings.ts"
import { readSettings } from "./settingsFile.ts"

const optional = <A>(flag: Flag.Flag<A>, description: string) =>
  flag.pipe(Flag.withDescription(description), Flag.optional)

const config = optional(Flag.String("config"), "YAML file of settings; flags win over it")

const flags = {
  host: optional(Flag.String("host"), "Loopback address to listen on; 127.0.0.1 by default"),
  port: optional(Flag.Int("port"), "Port to listen on; 8080 by default, 0 for a free one"),
  upstream: optional(
    Flag.String("upstream"),
    "embedded (the emulator in this process, by default), cloud (each region of the vendor's list at its own host), or an https URL"
  ),
  data: optional(
    Flag.String("data"),
    "File the embedded emulator keeps its data in, or postgres://USER@HOST/DATABASE without a password; CODEARTS_DATABASE_URL or memory by default"
  )
}

type Flags = { readonly [Name in keyof typeof flags]: Option.Option<string | number> }

const given = (values: Flags): Settings =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      Option.isSome(value) ? [[name, value.value]] : []
    )
  )

/** Where a setting was set: by a flag, in the file, or where its name says. */
const placeOf = (fromFlags: Settings, file: Option.Option<string>) => (field: string) => {
  const [name = ""] = field.split(/[.[]/u)
  if (name in fromFlags) return `--${field}`
  const inFile = name in plainFields || withSecrets.has(name)
  return inFile && Option.isSome(file) ? `${file.value}: ${field}` : field
}

const setIn = (name: string) =>
  Config.withDefault(Config.Redacted(name), Redacted.make("")).pipe(
    Effect.orDie,
    Effect.map(Redacted.value)
  )

const tooPublic = invalid(
  "data",
  "must not hold a password, which every user of this machine could read in the list of processes; set PGPASSWORD, or CODEARTS_DATABASE_URL to the whole address"
)

/** Where the embedded emulator keeps its data; the password of a database comes from the environment or the file. */
const storeOf = Effect.fnUntraced(function* (fromFlags: Settings, settings: Settings) {
  if (fromFlags.data !== undefined && holdsPassword(fromFlags.data)) return yield* tooPublic
  if ((settings.upstream ?? "embedded") !== "embedded") return {}
  if (settings.data === undefined) {
    const address = yield* setIn("CODEARTS_DATABASE_URL")
    return address === "" ? {} : { data: address }
  }
  return holdsPassword(settings.data)
    ? {}
    : { data: withPassword(settings.data, yield* setIn("PGPASSWORD")) }
})

const checkFile = Command.make(
  "check",
  { config: Flag.String("config").pipe(Flag.withDescription("YAML file of settings")) },
  Effect.fnUntraced(function* ({ config: file }) {
    const settings = yield* readSettings(file)
    yield* checkSettings(settings).pipe(
      Effect.mapError((wrong) => renamed(wrong, (field) => `${file}: ${field}`))
    )
    const { callers = [], upstream = "embedded" } = settings
    const to = typeof upstream === "string" ? upstream : Object.keys(upstream).join(", ")
    yield* Console.log(
      `${file}: good; upstream ${to}, callers ${callers === "none" ? callers : callers.length}`
    )
  })
).pipe(
  Command.withDescription(
    "Says what is wrong with a settings file, and with the files it names, or that a gateway would start with it. Reads no key of the upstream and listens nowhere."
  )
)

const configCommand = Command.make("config").pipe(
  Command.withDescription("The settings file."),
  Command.withSubcommands([checkFile])
)

/** Reads the settings again, one time after the other, whenever this process is hung up on. */
const onHangup = Effect.fnUntraced(function* (reload: Effect.Effect<void>) {
  const run = Effect.runPromiseWith(yield* Effect.context())
  let last: Promise<void> = Promise.resolve()
  const again = () => {
    last = last.then(() => run(reload))
  }
  yield* Effect.acquireRelease(
    Effect.sync(() => process.on("SIGHUP", again)),
    () => Effect.sync(() => process.off("SIGHUP", again))
  )
})

/** `codearts-gateway` */
export const command = Command.make(
  "codearts-gateway",
  { config, ...flags },
  Effect.fnUntraced(function* ({ config: file, ...values }) {
    const fromFlags = given(values)
    const inFile = Option.isSome(file) ? readSettings(file.value) : Effect.succeed<Settings>({})
    const whole = Effect.fnUntraced(function* (fromFile: Settings) {
      const settings = { ...fromFile, ...fromFlags }
      return { ...settings, ...(yield* storeOf(fromFlags, settings)) }
    })
    const fromFile = yield* inFile
    const gate = yield* whole(fromFile).pipe(
      Effect.flatMap((settings) => serve(settings, Effect.flatMap(inFile, whole))),
      Effect.catchTag("InvalidSettings", (wrong) =>
        Effect.fail(renamed(wrong, placeOf(fromFlags, file)))
      )
    )
    yield* onHangup(gate.reload)
    yield* Console.log(`codearts-gateway listens on ${gate.url}`)
    if (gate.adminUrl !== undefined) yield* Console.log(`admin pages on ${gate.adminUrl}`)
    return yield* Effect.never
  })
).pipe(
  Command.withDescription(
    "A gateway in front of CodeArts access control: verifies each caller, checks each request, guards each deletion, passes it on under its own credentials."
  ),
  Command.withSubcommands([configCommand, ...secretCommands])
)
