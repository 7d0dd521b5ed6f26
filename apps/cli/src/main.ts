#!/usr/bin/env node
import * as NodeServices from "@effect/platform-node/NodeServices"
import { Effect, Fiber, Layer } from "effect"
import { exitStatus } from "./exitStatus.ts"
import { run } from "./run.ts"
import { Terminal } from "./Terminal.ts"

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on("error", (error: Error & { readonly code?: string }) => {
  process.exit(error.code === "EPIPE" ? exitStatus.ok : exitStatus.error)
})

const fiber = Effect.runFork(
  run(process.argv.slice(2)).pipe(Effect.provide(Layer.merge(NodeServices.layer, Terminal.layer)))
)

const end = (status: number) => () => {
  process.exitCode = status
  Effect.runFork(Fiber.interrupt(fiber))
}
process.once("SIGINT", end(exitStatus.interrupted))
process.once("SIGTERM", end(exitStatus.terminated))

fiber.addObserver((exit) => {
  process.exitCode ??= exit._tag === "Success" ? exit.value : exitStatus.error
})
