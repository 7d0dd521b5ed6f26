import { Effect } from "effect"
import { TerminalCapabilities } from "effect/cli"
import { mayColor } from "./globalFlags.ts"
import { preparedHelp } from "./preparedHelp.ts"
import { wrap } from "./wrap.ts"

/** Prepared help as a terminal shows it: with the colours and within the width that it has. */
export const helpOnTerminal = (args: ReadonlyArray<string>, width: number): string | undefined => {
  const { canColor } = Effect.runSync(TerminalCapabilities.TerminalCapabilities)
  const text = preparedHelp(args, canColor && mayColor(args) ? "coloured" : "plain")
  return text === undefined || width === 0 ? text : wrap(text, width)
}
