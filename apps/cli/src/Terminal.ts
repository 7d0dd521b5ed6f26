import { Context, Effect, Layer } from "effect"
import { createInterface } from "node:readline/promises"

/** The person at the other end, if there is one. */
export class Terminal extends Context.Service<
  Terminal,
  {
    readonly stdinIsTerminal: boolean
    readonly stdoutIsTerminal: boolean
    /** Asks on stderr and waits for a line. */
    readonly ask: (question: string) => Effect.Effect<string>
  }
>()("@codearts/cli/Terminal") {
  /** This process's own terminal. */
  static readonly layer = Layer.succeed(Terminal, {
    stdinIsTerminal: process.stdin.isTTY === true,
    stdoutIsTerminal: process.stdout.isTTY === true,
    ask: (question) =>
      Effect.acquireUseRelease(
        Effect.sync(() => createInterface({ input: process.stdin, output: process.stderr })),
        (lines) => Effect.promise((signal) => lines.question(question, { signal }).catch(() => "")),
        (lines) => Effect.sync(() => lines.close())
      )
  })
}
