import { Cause, Console, Effect, Exit } from "effect"
import { CliConfig, CliOutput, Command, GlobalFlag } from "effect/cli"
import { version } from "./version.ts"
import { codearts } from "./codearts.ts"
import { exitStatus, exitStatusOf } from "./exitStatus.ts"
import { presenter } from "./presenter.ts"
import { failureText, type Failure } from "./failure.ts"

const isShowHelp = (failure: unknown): failure is { readonly errors: ReadonlyArray<unknown> } =>
  typeof failure === "object" &&
  failure !== null &&
  "_tag" in failure &&
  failure._tag === "ShowHelp"

const reported = (failure: Failure) =>
  isShowHelp(failure)
    ? Effect.succeed(failure.errors.length > 0 ? exitStatus.usage : exitStatus.ok) // the presenter has spoken
    : Effect.as(Console.error(failureText(failure)), exitStatusOf(failure))

const unexpected = (cause: Cause.Cause<unknown>) =>
  Cause.hasInterruptsOnly(cause)
    ? Effect.succeed(exitStatus.interrupted)
    : Effect.as(
        Console.error(`error: a fault of this program, please report it\n${Cause.pretty(cause)}`),
        exitStatus.error
      )

const builtIns = [GlobalFlag.Help, GlobalFlag.Version, GlobalFlag.Completions]

/** Runs a command line and gives its exit status: the one place where failures end. */
export const run = (args: ReadonlyArray<string>) =>
  Command.runWith(codearts, { version: version() })(args).pipe(
    Effect.scoped,
    Effect.exit,
    Effect.flatMap(
      Exit.match({
        onSuccess: () => Effect.succeed<number>(exitStatus.ok),
        onFailure: (cause) => {
          const failure = cause.reasons.find(Cause.isFailReason)
          return failure === undefined ? unexpected(cause) : reported(failure.error)
        }
      })
    ),
    Effect.provideService(CliOutput.Presenter, presenter),
    Effect.provideService(CliConfig.CliConfig, CliConfig.make({ builtIns }))
  )
