#!/usr/bin/env node
import * as NodeServices from "@effect/platform-node/NodeServices"
import { Cause, Effect, Fiber, Layer, Logger } from "effect"
import { exitStatus } from "./exitStatus.ts"
import { failureOf } from "./failure.ts"
import { isDebugging } from "./globalFlags.ts"
import { run } from "./run.ts"
import { Terminal } from "./Terminal.ts"

process.stdout.on("error", (error: Error & { readonly code?: string }) => {
  // A reader that has seen enough (`| head`) is no failure.
  if (error.code === "EPIPE") process.exit(exitStatus.ok)
  process.stderr.write(
    `${failureOf("KIT.0114", `the output cannot be written: ${error.message}`)}\n`
  )
  process.exit(exitStatus.error)
})
process.stderr.on("error", () => {}) // nobody listens, and there is nobody to tell

const fiber = Effect.runFork(
  run(process.argv.slice(2)).pipe(
    Effect.provide(Layer.merge(NodeServices.layer, Terminal.layer)),
    Effect.provideService(Logger.LogToStderr, true) // stdout is for data
  )
)

const end = (status: number) => () => {
  process.exitCode = status
  Effect.runFork(Fiber.interrupt(fiber))
}
process.once("SIGINT", end(exitStatus.interrupted))
process.once("SIGTERM", end(exitStatus.terminated))

/** A fault that `run` did not see: a sentence, since a stack tells nothing to who uses the program. */
const die = (fault: unknown) => {
  const what = isDebugging(process.argv) && fault instanceof Error ? fault.stack : String(fault)
  process.stderr.write(`${failureOf("KIT.0113", `a fault of this program: ${what}`)}\n`)
  process.exitCode = exitStatus.error
}

process.on("uncaughtException", (fault) => {
  die(fault)
  process.exit() // what else is under way cannot be trusted any more
})

fiber.addObserver((exit) => {
  if (exit._tag === "Success") process.exitCode ??= exit.value
  else if (process.exitCode === undefined) die(Cause.squash(exit.cause))
})
