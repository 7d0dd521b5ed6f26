import { Context, Effect, Layer } from "effect"
import { createInterface } from "node:readline"
import { pageOf, showsHyperlinks } from "./hyperlink.ts"

/** The person at the other end, if there is one. */
export class Terminal extends Context.Service<
  Terminal,
  {
    readonly stdinIsTerminal: boolean
    readonly stdoutIsTerminal: boolean
    /** Whether people see what is written for them; not said is no. */
    readonly stderrIsTerminal?: boolean
    /** How many letters fit on a line; not said is any number. */
    readonly width?: number
    /** The page of a code, to click on; absent where stderr shows no hyperlinks. */
    readonly pageOf?: (code: string) => string | undefined
    /** Asks on stderr and waits for a line; `Ctrl-C` interrupts, an end of input is an empty line. */
    readonly ask: (question: string) => Effect.Effect<string>
  }
>()("@codearts/cli/Terminal") {
  /** This process's own terminal. */
  static readonly layer = Layer.sync(Terminal, () => {
    const { env, stderr, stdin, stdout } = process
    const width = stdout.columns || stderr.columns // 0 where a terminal does not know, nothing where there is none
    return {
      stdinIsTerminal: stdin.isTTY === true,
      stdoutIsTerminal: stdout.isTTY === true,
      stderrIsTerminal: stderr.isTTY === true,
      ...(width > 0 && { width }),
      ...(stderr.isTTY && showsHyperlinks(env) && { pageOf }),
      ask
    }
  })
}

const newLine = Effect.sync(() => process.stderr.write("\n"))

const ask = (question: string) =>
  Effect.callback<string>((resume) => {
    const lines = createInterface({ input: process.stdin, output: process.stderr })
    let outcome: Effect.Effect<string> = Effect.as(newLine, "")
    const end = (reached: Effect.Effect<string>) => {
      outcome = reached
      lines.close()
    }
    lines.once("SIGINT", () => end(Effect.andThen(newLine, Effect.interrupt)))
    lines.once("close", () => resume(outcome))
    lines.question(question, (answer) => end(Effect.succeed(answer)))
    return Effect.sync(() => lines.close())
  })
