import { Console, Effect } from "effect"
import { hyperlink } from "./hyperlink.ts"
import { Terminal } from "./Terminal.ts"
import { wrap } from "./wrap.ts"

// The text is made printable before, so nobody else's text can begin a line like it.
const explainLine = /(?<=^ {2}more: )codearts error explain (\S+).*$/gmu

const linked = (text: string, pageOf: (code: string) => string | undefined) =>
  text.replace(explainLine, (command, code: string) => {
    const page = pageOf(code)
    return page === undefined ? command : hyperlink(command, page)
  })

/**
 * Writes for people, to stderr.
 * On a terminal, lines that do not fit go on below, and the command that explains a code leads to
 * its page where the terminal shows links.
 */
export const report = (text: string): Effect.Effect<void, never, Terminal> =>
  Effect.flatMap(Terminal, ({ pageOf, stderrIsTerminal = false, width }) => {
    if (!stderrIsTerminal) return Console.error(text)
    const lines = width === undefined ? text : wrap(text, width)
    return Console.error(pageOf === undefined ? lines : linked(lines, pageOf))
  })
