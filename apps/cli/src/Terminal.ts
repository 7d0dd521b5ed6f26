import { Context, Effect, Layer } from "effect"
import { createInterface } from "node:readline"
import { Writable } from "node:stream"
import { pageOf, showsHyperlinks } from "./hyperlink.ts"

/** Whether what is typed is seen: a secret is not. */
export type Typed = "shown" | "hidden"

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
    /** Writes a line over the one it wrote before, the last of them for good; absent where each has a line of its own. */
    readonly redraw?: (line: string, last: boolean) => Effect.Effect<void>
    /** Asks on stderr and waits for a line; `Ctrl-C` interrupts, an end of input is an empty line. */
    readonly ask: (question: string, typed?: Typed) => Effect.Effect<string>
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
      ...(stderr.isTTY && { redraw }),
      ask
    }
  })
}

const eraseToEnd = "\u001B[K"

const redraw = (line: string, last: boolean) =>
  Effect.sync(() => void process.stderr.write(`\r${line}${eraseToEnd}${last ? "\n" : ""}`))

const newLine = Effect.sync(() => process.stderr.write("\n"))

/** Takes the echo of what is typed, and shows none of it. */
const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })

const typing = (question: string, typed: Typed) => {
  if (typed === "shown") return createInterface({ input: process.stdin, output: process.stderr })
  process.stderr.write(question)
  // As a terminal, for then the terminal itself does not echo either.
  return createInterface({ input: process.stdin, output: nowhere(), terminal: true })
}

const ask = (question: string, typed: Typed = "shown") =>
  Effect.callback<string>((resume) => {
    const lines = typing(question, typed)
    let outcome: Effect.Effect<string> = Effect.as(newLine, "")
    const end = (reached: Effect.Effect<string>) => {
      outcome = reached
      lines.close()
    }
    lines.once("SIGINT", () => end(Effect.andThen(newLine, Effect.interrupt)))
    lines.once("close", () => resume(outcome))
    const answered = (answer: string) =>
      end(typed === "hidden" ? Effect.as(newLine, answer) : Effect.succeed(answer))
    lines.question(question, answered)
    return Effect.sync(() => lines.close())
  })
