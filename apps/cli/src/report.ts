import { Console, Effect } from "effect"
import { Terminal } from "./Terminal.ts"
import { wrap } from "./wrap.ts"

/** Writes for people, to stderr; on a terminal, lines that do not fit go on below. */
export const report = (text: string): Effect.Effect<void, never, Terminal> =>
  Effect.flatMap(Terminal, ({ stderrIsTerminal = false, width }) =>
    Console.error(stderrIsTerminal && width !== undefined ? wrap(text, width) : text)
  )
