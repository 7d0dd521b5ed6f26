import { Console, Effect, Option } from "effect"
import { Command, Flag } from "effect/cli"
import { readSettings } from "./config.ts"
import { serve } from "./server.ts"

const config = Flag.String("config").pipe(
  Flag.withDescription("YAML file of settings; flags win over it"),
  Flag.optional
)

const host = Flag.String("host").pipe(
  Flag.withDescription("Loopback address to listen on; 127.0.0.1 by default"),
  Flag.optional
)

const port = Flag.Int("port").pipe(
  Flag.filter(
    (value) => value >= 0 && value <= 65_535,
    () => "must be a whole number from 0 to 65535"
  ),
  Flag.withDescription("Port to listen on; 8080 by default, 0 for a free one"),
  Flag.optional
)

const upstream = Flag.String("upstream").pipe(
  Flag.withDescription("embedded (the emulator in this process, by default), or an https URL"),
  Flag.optional
)

const data = Flag.String("data").pipe(
  Flag.withDescription("File the embedded emulator keeps its data in; in memory by default"),
  Flag.optional
)

const given = (flags: Readonly<Record<string, Option.Option<unknown>>>) =>
  Object.fromEntries(
    Object.entries(flags).flatMap(([name, value]) =>
      Option.isSome(value) ? [[name, value.value]] : []
    )
  )

/** `codearts-gateway` */
export const command = Command.make(
  "codearts-gateway",
  { config, host, port, upstream, data },
  Effect.fnUntraced(function* ({ config: file, ...flags }) {
    const settings = Option.isSome(file) ? yield* readSettings(file.value) : {}
    const listener = yield* serve({ ...settings, ...given(flags) })
    yield* Console.log(`codearts-gateway listens on ${listener.url}`)
    return yield* Effect.never
  })
).pipe(
  Command.withDescription(
    "A gateway in front of CodeArts access control: verifies each caller, checks each request, passes it on under its own credentials. It has no deletion guards yet."
  )
)
