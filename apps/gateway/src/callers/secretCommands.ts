import { hashPassword } from "@codearts/emulator"
import { Console, Effect } from "effect"
import { Command } from "effect/cli"
import { text } from "node:stream/consumers"
import { invalid } from "../InvalidSettings.ts"
import { makeApiKey } from "./apiKey.ts"

/** `codearts-gateway api-key` */
const apiKey = Command.make(
  "api-key",
  {},
  Effect.fnUntraced(function* () {
    const { hash, key } = makeApiKey()
    yield* Console.log(`key   ${key}`)
    yield* Console.log(`hash  ${hash}`)
  })
).pipe(
  Command.withDescription(
    "Make an API key: give `key` to its caller, for it is told only now, and put `hash` into api_key_hashes of the settings"
  )
)

const shortest = 12

/** `codearts-gateway password` */
const password = Command.make(
  "password",
  {},
  Effect.fnUntraced(function* () {
    const given = (yield* Effect.promise(() => text(process.stdin))).replace(/\r?\n$/u, "")
    if (given.length < shortest)
      return yield* invalid(
        "password",
        `has at least ${shortest} characters, this one has ${given.length}`
      )
    return yield* Console.log(yield* hashPassword(given))
  })
).pipe(
  Command.withDescription(
    "Read a password from standard input, never from an argument, and print what password_hash of the settings holds"
  )
)

/** What makes secrets for callers. */
export const secretCommands = [apiKey, password] as const
