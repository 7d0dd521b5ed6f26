import type { AdminOutput } from "@codearts/emulator/admin"
import { Effect, Option } from "effect"
import { Argument, Command } from "effect/cli"
import { columns } from "../columns.ts"
import { show } from "../output.ts"
import { type Outputs, outputs } from "../outputs.ts"
import { adminConnection, connectAdmin } from "./admin.ts"

const showClock = ({ now, setting }: AdminOutput<"readClock">, given: Outputs) =>
  show(
    { json: { now, setting }, columns: columns.clock, rows: [{ now, mode: setting.mode }] },
    given
  )

const freeze = Command.make(
  "freeze",
  {
    time: Argument.String("time").pipe(
      Argument.withDescription("Such as 2026-05-01T10:30:00Z; the emulator's present when absent"),
      Argument.optional
    ),
    ...adminConnection,
    ...outputs(columns.clock)
  },
  Effect.fnUntraced(function* (given) {
    const admin = yield* connectAdmin(given)
    const time = Option.isSome(given.time) ? given.time.value : (yield* admin.readClock()).now
    yield* showClock(yield* admin.setClock({ mode: "frozen", time }), given)
  })
).pipe(
  Command.withDescription(
    "Stop the emulator's clock. Deletions may then be sent again: all would have one date."
  ),
  Command.withExamples([
    {
      command: "codearts emulator clock freeze 2026-05-01T10:30:00Z",
      description: "The same answers in every run of a test"
    }
  ])
)

const shift = Command.make(
  "shift",
  {
    seconds: Argument.Finite("seconds").pipe(
      Argument.withDescription("How far ahead of the real time; behind with -- -60")
    ),
    ...adminConnection,
    ...outputs(columns.clock)
  },
  Effect.fnUntraced(function* (given) {
    const { seconds } = given
    const admin = yield* connectAdmin(given)
    yield* showClock(yield* admin.setClock({ mode: "shifted", seconds }), given)
  })
).pipe(
  Command.withDescription("Have the emulator's clock go ahead of the real time, or behind it"),
  Command.withExamples([
    { command: "codearts emulator clock shift 86400", description: "A day ahead" },
    { command: "codearts emulator clock shift -- -3600", description: "An hour behind" }
  ])
)

const real = Command.make(
  "real",
  { ...adminConnection, ...outputs(columns.clock) },
  Effect.fnUntraced(function* (given) {
    const admin = yield* connectAdmin(given)
    yield* showClock(yield* admin.setClock({ mode: "real" }), given)
  })
).pipe(
  Command.withDescription("Let the emulator's clock tell the real time"),
  Command.withExamples([
    {
      command: "codearts emulator clock real",
      description: "After a test that froze or shifted it"
    }
  ])
)

/** `codearts emulator clock`: what the emulator takes for the present. */
export const clock = Command.make(
  "clock",
  { ...adminConnection, ...outputs(columns.clock) },
  Effect.fnUntraced(function* (given) {
    const admin = yield* connectAdmin(given)
    yield* showClock(yield* admin.readClock(), given)
  })
).pipe(
  Command.withShortDescription("Show the emulator's clock, or set it"),
  Command.withDescription("Show what the emulator takes for the present, or set it."),
  Command.withExamples([
    { command: "codearts emulator clock", description: "What time it is there" },
    {
      command: "codearts emulator clock shift 86400",
      description: "A day ahead: tokens end, signatures are too old"
    }
  ]),
  Command.withSubcommands([freeze, shift, real])
)
