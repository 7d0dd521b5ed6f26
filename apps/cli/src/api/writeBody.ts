import { Console, Effect, Stdio, Stream } from "effect"
import { printable } from "../printable.ts"
import { Terminal } from "../Terminal.ts"

// A server that refuses a signature repeats the request, a token included.
const token = /(x-(?:auth|security|subject)-token\s*"?\s*:\s*"?)[\w+/=.%~-]+/giu

/** A body without the tokens that are repeated in it. */
export const withoutTokens = (body: Buffer): Buffer => {
  const text = body.toString("latin1") // one character a byte
  const hidden = text.replace(token, "$1***")
  return hidden === text ? body : Buffer.from(hidden, "latin1")
}

/** Writes a body to stdout, to the byte; a terminal is shown only what cannot drive it. */
export const writeBody = Effect.fnUntraced(function* (body: Buffer) {
  if (body.length === 0) return
  const { stdoutIsTerminal } = yield* Terminal
  if (stdoutIsTerminal)
    return yield* Console.log(body.toString().trimEnd().split("\n").map(printable).join("\n"))
  const stdio = yield* Stdio.Stdio
  yield* Effect.orDie(Stream.run(Stream.make(body), stdio.stdout({ endOnDone: false })))
})
