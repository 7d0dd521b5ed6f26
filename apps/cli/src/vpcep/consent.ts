import { Effect } from "effect"
import { Flag } from "effect/cli"
import { Refused } from "../errors.ts"
import { Terminal } from "../Terminal.ts"

const yes = Flag.Boolean("yes").pipe(
  Flag.withAlias("y"),
  Flag.withDescription("Delete without asking; needed where there is no terminal"),
  Flag.withDefault(false)
)

const dryRun = Flag.Boolean("dry-run").pipe(
  Flag.withDescription("Show what would be deleted and by which request, and delete nothing"),
  Flag.withDefault(false)
)

/** What a command that cannot be undone takes. */
export const consent = { yes, dryRun }

/** The values of those flags. */
export interface Consent {
  readonly yes: boolean
  readonly dryRun: boolean
}

/** Refuses at once, before anything is sent, where a question would be needed and nobody could answer it. */
export const requireConsent = Effect.fnUntraced(function* ({ dryRun, yes }: Consent) {
  const { stderrIsTerminal = false, stdinIsTerminal } = yield* Terminal
  if (yes || dryRun || (stdinIsTerminal && stderrIsTerminal)) return
  return yield* new Refused({
    message:
      "deletion asks first, and there is no terminal to ask on: add --yes, or --dry-run to see what would be deleted"
  })
})

/** Has the person type how many entries go, which nobody does by habit. */
export const askForCount = Effect.fnUntraced(function* (count: number) {
  const { ask } = yield* Terminal
  const typed = yield* ask(
    `This cannot be undone. To delete, type the number of entries (${count}): `
  )
  if (typed.trim() === String(count)) return
  return yield* new Refused({ message: "not confirmed; nothing was deleted" })
})
