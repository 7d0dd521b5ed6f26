import { Effect, Result, Schema } from "effect"
import { type ChildProcess, spawn } from "node:child_process"
import { basename } from "node:path"
import { broken, type Found, type Source, type Unusable } from "./Source.ts"
import { parseJson } from "./temporaryKey.ts"
import { check, readWritten, writtenFields } from "./writtenCredentials.ts"

/** A program and its arguments, each as it is: no shell reads them. */
export type Argv = readonly [program: string, ...args: ReadonlyArray<string>]

// Far over any credentials.
const largest = 65_536

const defaultDeadline = 10_000

const endOf = (code: number | null, signal: NodeJS.Signals | null) =>
  code === null ? `was ended by ${signal}` : `exited with ${code}`

interface Listener {
  readonly onText: (text: string) => void
  readonly onFailure: (why: string) => void
}

const listen = (child: ChildProcess, { onFailure, onText }: Listener) => {
  const chunks: Array<Buffer> = []
  let size = 0
  child.stdout?.on("data", (chunk: Buffer) => {
    size += chunk.length
    if (size <= largest) chunks.push(chunk)
    else {
      onFailure(`printed over ${largest} bytes`)
      child.kill("SIGKILL")
    }
  })
  child.once("error", (error: NodeJS.ErrnoException) =>
    onFailure(`could not be started (${error.code ?? error.name})`)
  )
  child.once("close", (code, signal) => {
    if (code === 0) onText(Buffer.concat(chunks).toString("utf8"))
    else onFailure(`${endOf(code, signal)}; run it yourself to see why`)
  })
}

/** What a program prints. What it writes to stderr may hold a secret, so nobody sees it. */
const printed = ([program, ...args]: Argv) =>
  Effect.callback<string, string>((resume) => {
    const child = spawn(program, args, { shell: false, stdio: ["ignore", "pipe", "ignore"] })
    listen(child, {
      onText: (text) => resume(Effect.succeed(text)),
      onFailure: (why) => resume(Effect.fail(why))
    })
    return Effect.sync(() => {
      child.kill("SIGKILL")
      // A child of its own may hold the pipe open, and this process with it.
      child.stdout?.destroy()
      child.unref()
    })
  })

const Printed = Schema.Struct({ version: Schema.optionalKey(Schema.Literal(1)), ...writtenFields })

const readPrinted = Effect.fnUntraced(function* (text: string, where: string) {
  const json = parseJson(text)
  if (Result.isFailure(json)) return yield* broken(`${where} did not print JSON`)
  const { version: _, ...written } = yield* check(Printed, json.success, where)
  const found = yield* readWritten(written, where)
  return found ?? (yield* broken(`${where} printed no credentials`))
})

/** Runs a program that prints credentials as JSON. */
export const runCommand = (
  argv: Argv,
  deadline: number = defaultDeadline
): Effect.Effect<Found, Unusable> => {
  // Its arguments are not told: one may be a secret.
  const where = `the command ${basename(argv[0])}`
  return printed(argv).pipe(
    Effect.timeoutOrElse({
      duration: deadline,
      orElse: () => Effect.fail(`printed nothing within ${deadline} ms`)
    }),
    Effect.mapError((why) => broken(`${where} ${why}`)),
    Effect.flatMap((text) => readPrinted(text, where))
  )
}

/**
 * A program that prints credentials as JSON: `access_key`, `secret_key` and perhaps
 * `security_token`, or a `token`, and `expires_at` where they end. It gets this process's
 * environment, and `deadline` milliseconds.
 */
export const command = (argv: Argv, deadline?: number): Source => ({
  name: "command",
  find: runCommand(argv, deadline)
})
