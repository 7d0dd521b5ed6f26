#!/usr/bin/env node
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { Console, Effect, Exit, Layer, Logger, Runtime } from "effect"
import { CliConfig, Command, GlobalFlag } from "effect/cli"
import { command } from "./command.ts"
import { version } from "./version.ts"

const builtIns = [GlobalFlag.Help, GlobalFlag.Version, GlobalFlag.Completions]

const reported = (failure: { readonly _tag: string; readonly message: string }) =>
  failure._tag === "ShowHelp" ? Effect.void : Console.error(`error: ${failure.message}`)

// To be told to stop is how a server ends, not how it fails.
const teardown: Runtime.Teardown = (exit, onExit) =>
  Exit.hasInterrupts(exit) ? onExit(0) : Runtime.defaultTeardown(exit, onExit)

Command.run(command, { version: version() }).pipe(
  Effect.scoped,
  Effect.tapError(reported),
  Effect.provideService(CliConfig.CliConfig, CliConfig.make({ builtIns })),
  Effect.provide(Layer.merge(NodeServices.layer, Layer.succeed(Logger.LogToStderr, true))),
  NodeRuntime.runMain({ disableErrorReporting: true, teardown })
)
