#!/usr/bin/env node
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { Cause, Console, Effect, Exit, Layer, Logger, Predicate, type Runtime } from "effect"
import { CliConfig, CliOutput, Command, GlobalFlag } from "effect/cli"
import { command } from "./command.ts"
import { jsonLogger } from "./logs/jsonLogger.ts"
import { processLog } from "./logs/lineWriter.ts"
import { presenter } from "./presenter.ts"
import { version } from "./version.ts"

const builtIns = [GlobalFlag.Help, GlobalFlag.Version, GlobalFlag.Completions]

const exitStatus = { ok: 0, error: 1, usage: 2 } as const

// Starting again would not help: what was asked for is wrong.
const usageTags: ReadonlySet<unknown> = new Set(["InvalidSettings", "ShowHelp"])

const statusOf = (failure: unknown) =>
  Predicate.hasProperty(failure, "_tag") && usageTags.has(failure._tag)
    ? exitStatus.usage
    : exitStatus.error

const teardown: Runtime.Teardown = (exit, onExit) => {
  // To be told to stop is how a server ends, not how it fails.
  if (Exit.isSuccess(exit) || Exit.hasInterrupts(exit)) onExit(exitStatus.ok)
  else onExit(statusOf(Cause.squash(exit.cause)))
}

const report = ({ _tag, message }: { readonly _tag: string; readonly message: string }) =>
  _tag === "ShowHelp"
    ? Effect.void // the presenter has spoken
    : Console.error(`error: ${message.replaceAll("\n", "\n       ")}`)

const reportDefect = (defect: unknown) =>
  Console.error(`error: a fault of this program, please report it: ${String(defect)}`)

Command.run(command, { version: version() }).pipe(
  Effect.scoped,
  Effect.tapError(report),
  Effect.tapDefect(reportDefect),
  Effect.provideService(CliConfig.CliConfig, CliConfig.make({ builtIns })),
  Effect.provideService(CliOutput.Presenter, presenter),
  Effect.provide(Layer.merge(NodeServices.layer, Logger.layer([jsonLogger(processLog)]))),
  NodeRuntime.runMain({ disableErrorReporting: true, teardown })
)
