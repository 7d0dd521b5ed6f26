import { Effect } from "effect"
import { Flag } from "effect/cli"
import { Refused } from "../errors.ts"
import { printable } from "../printable.ts"
import { Terminal } from "../Terminal.ts"

/** What a command takes that may send anything. */
export const consent = {
  yes: Flag.Boolean("yes").pipe(
    Flag.withAlias("y"),
    Flag.withDescription("Send without asking what is no GET; needed where there is no terminal"),
    Flag.withDefault(false)
  ),
  dryRun: Flag.Boolean("dry-run").pipe(
    Flag.withDescription("Show the request as it would be signed, and send nothing"),
    Flag.withDefault(false)
  )
}

/** The values of those flags, and what is to be sent. */
interface Consented {
  readonly method: string
  readonly yes: boolean
  readonly dryRun: boolean
}

const isFree = ({ dryRun, method, yes }: Consented) => yes || dryRun || method === "GET"

const noTerminal = new Refused({
  message:
    "what is no GET may change things, and there is no terminal to ask on: add --yes, or --dry-run to see what would be sent"
})

/** Refuses at once, before anything is read or sent, where nobody could be asked. */
export const requireConsent = Effect.fnUntraced(function* (given: Consented) {
  const { stderrIsTerminal = false, stdinIsTerminal } = yield* Terminal
  if (!isFree(given) && !(stdinIsTerminal && stderrIsTerminal)) return yield* noTerminal
})

/** Has the person type the method, where nothing else says that it may be sent. */
export const askForMethod = Effect.fnUntraced(function* (given: Consented, url: string) {
  if (isFree(given)) return
  const { ask } = yield* Terminal
  const typed = yield* ask(
    `This sends ${given.method} ${printable(url)}. To go on, type ${given.method}: `
  )
  if (typed.trim() !== given.method)
    return yield* new Refused({ message: "not confirmed; nothing was sent" })
})
