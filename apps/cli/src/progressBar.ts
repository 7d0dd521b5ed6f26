import { Console, Effect } from "effect"
import { Terminal } from "./Terminal.ts"

const longestBar = 20

/** A bar as long as there is room for before its text, and how much of it is done. */
export const bar = (done: number, total: number, text: string, width = Infinity): string => {
  const room = Math.min(longestBar, width - text.length - "[] ".length - 1)
  if (room < 4) return text
  const filled = Math.floor((done / total) * room)
  return `[${"#".repeat(filled)}${"-".repeat(room - filled)}] ${text}`
}

/** Shows a person, and nobody else, how far long work has come: one line that is written anew. */
export const progressBar = Effect.fnUntraced(function* (done: number, total: number, text: string) {
  const { redraw, stderrIsTerminal = false, width } = yield* Terminal
  if (!stderrIsTerminal) return
  const line = bar(done, total, text, width)
  yield* redraw === undefined ? Console.error(line) : redraw(line, done >= total)
})
