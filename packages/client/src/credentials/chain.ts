import { Clock, Effect, Result } from "effect"
import { type Credentials, credentialProblems } from "../credentials.ts"
import { NoCredentials, type Tried } from "./NoCredentials.ts"
import { broken, type Found, type Source } from "./Source.ts"

/** What a search found, and the way to what follows it. */
export interface Searched extends Found {
  /** Name of the source that had it. */
  readonly source: string
  /** Asks the source that had them, and no other: an account must not change while a program runs. */
  readonly again: Effect.Effect<Searched, NoCredentials>
}

/** Credentials that are looked for when the first call needs them, and again before they end. */
export interface CredentialChain {
  readonly _tag: "Chain"
  readonly find: Effect.Effect<Searched, NoCredentials>
}

const rules = (credentials: Credentials) =>
  credentialProblems(credentials).map(
    ({ field, rule }) => `${field.replace("credentials.", "")}: ${rule}`
  )

const complaint = ({ credentials, ends }: Found, now: number): string | undefined => {
  const wrong = rules(credentials)
  if (wrong.length > 0) return `what it has cannot be sent: ${wrong.join("; ")}`
  return ends !== undefined && ends <= now
    ? `what it has ended at ${new Date(ends).toISOString()}, or the clock of this machine is wrong`
    : undefined
}

/** What a source has, if a request can be made with it. */
const usable = Effect.fnUntraced(function* ({ find }: Source) {
  const found = yield* find
  const wrong = complaint(found, yield* Clock.currentTimeMillis)
  return wrong === undefined ? found : yield* broken(wrong)
})

const notAsked = ({ name }: Source): Tried => ({
  source: name,
  why: "not asked, for the one before is set up and does not work"
})

const search = Effect.fnUntraced(function* (
  sources: ReadonlyArray<Source>
): Effect.fn.Return<Searched, NoCredentials> {
  const tried: Array<Tried> = []
  for (const [index, source] of sources.entries()) {
    const found = yield* Effect.result(usable(source))
    if (Result.isSuccess(found)) {
      return { ...found.success, source: source.name, again: search([source]) }
    }
    tried.push({ source: source.name, why: found.failure.why })
    if (found.failure.broken) {
      tried.push(...sources.slice(index + 1).map(notAsked))
      break
    }
  }
  return yield* new NoCredentials({ tried })
})

/**
 * The first source that has credentials is the one that is used. One that is set up and does not
 * work ends the search: a deletion must not reach an account that nobody meant.
 */
export const credentialChain = (sources: ReadonlyArray<Source>): CredentialChain => ({
  _tag: "Chain",
  find: search(sources)
})
