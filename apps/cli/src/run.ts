import { Cause, ConfigProvider, Effect, Exit } from "effect"
import { CliConfig, CliOutput, Command, Flag, GlobalFlag, TerminalCapabilities } from "effect/cli"
import { codearts } from "./codearts.ts"
import { exitStatus, exitStatusOf } from "./exitStatus.ts"
import { type Failure, failureOf, failureText, type Told } from "./failure.ts"
import { isDebugging, mayColor } from "./globalFlags.ts"
import { withOrderJoined } from "./outputs.ts"
import { presenter } from "./presenter.ts"
import { withProfile } from "./profile.ts"
import { report } from "./report.ts"
import { version } from "./version.ts"

const isShowHelp = (failure: Told): failure is Told & { readonly errors: ReadonlyArray<unknown> } =>
  failure._tag === "ShowHelp"

/** What is a verdict more than a failure, and stands on stdout. */
const verdicts: ReadonlySet<string> = new Set<Failure["_tag"]>([
  "Differs",
  "NotGenuine",
  "Unhealthy"
])

const reported = (failure: Told) => {
  if (isShowHelp(failure))
    return Effect.succeed(failure.errors.length > 0 ? exitStatus.usage : exitStatus.ok) // the presenter has spoken
  const status = exitStatusOf(failure)
  return verdicts.has(failure._tag)
    ? Effect.succeed(status)
    : Effect.as(report(failureText(failure)), status)
}

const faultOf = (cause: Cause.Cause<unknown>) => String(Cause.squash(cause))

const unexpected = (cause: Cause.Cause<unknown>) =>
  Cause.hasInterruptsOnly(cause)
    ? Effect.succeed(exitStatus.interrupted)
    : Effect.as(
        report(failureOf("KIT.0113", `a fault of this program: ${faultOf(cause)}`)),
        exitStatus.error
      )

const noColor = GlobalFlag.Setting("no-color")({
  flag: Flag.Boolean("no-color").pipe(
    Flag.withDescription("No colours on a terminal either; as NO_COLOR"),
    Flag.withDefault(false)
  )
})

const debug = GlobalFlag.Setting("debug")({
  flag: Flag.Boolean("debug").pipe(
    Flag.withDescription(
      "Show on stderr what is sent, without secrets, and where a failure is from"
    ),
    Flag.withDefault(false)
  )
})

/** Only who looks for a fault waits for what tells about it. */
const whileDebugging = <A, E, R>(effect: Effect.Effect<A, E, R>, args: ReadonlyArray<string>) =>
  isDebugging(args)
    ? Effect.flatMap(
        Effect.promise(() => import("./debug.ts")),
        ({ debugging }) => debugging(effect)
      )
    : effect

const builtIns = [GlobalFlag.Help, GlobalFlag.Version]

/** Runs a command line and gives its exit status: the one place where failures end. */
export const run = Effect.fnUntraced(
  function* (args: ReadonlyArray<string>) {
    const environment = yield* ConfigProvider.ConfigProvider
    const command = Command.withGlobalFlags(yield* Effect.promise(() => codearts(args)), [
      noColor,
      debug
    ])
    const running = Command.runWith(command, { version: version() })(withOrderJoined(args))
    const exit = yield* whileDebugging(running, args).pipe(
      Effect.scoped,
      Effect.provideService(CliOutput.Presenter, yield* presenter),
      Effect.updateService(
        TerminalCapabilities.TerminalCapabilities,
        ({ canAnimate, canColor, canPrompt }) => ({
          canAnimate,
          canColor: canColor && mayColor(args),
          canPrompt
        })
      ),
      Effect.provideService(ConfigProvider.ConfigProvider, withProfile(environment)),
      Effect.exit
    )
    if (Exit.isSuccess(exit)) return exitStatus.ok
    const failure = exit.cause.reasons.find(Cause.isFailReason)
    return yield* failure === undefined ? unexpected(exit.cause) : reported(failure.error)
  },
  Effect.provideService(CliConfig.CliConfig, CliConfig.make({ builtIns }))
)
