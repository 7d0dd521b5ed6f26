import {
  createLocalJWKSet,
  type CryptoKey,
  errors,
  type FlattenedJWSInput,
  type JSONWebKeySet,
  type JWSHeaderParameters
} from "jose"

/** Finds the key that a token names, in a set that the settings name; never where the token says. */
export type FindKey = (
  header?: JWSHeaderParameters,
  token?: FlattenedJWSInput
) => Promise<CryptoKey>

/** Nobody can say now whether a token is genuine. */
export class KeysUnavailable extends Error {}

/** In milliseconds, how long keys are used. */
export const jwkTimes = {
  /** Before they are asked for anew, while the old ones go on. */
  fresh: 10 * 60_000,
  /** Where they cannot be had anew. */
  good: 24 * 60 * 60_000,
  /** Between two questions, whatever the tokens say. */
  cooldown: 30_000
} as const

interface Source {
  readonly fetch: () => Promise<JSONWebKeySet>
  readonly now: () => number
  readonly failed: (cause: unknown) => void
}

interface Held {
  readonly find: FindKey
  readonly since: number
}

/**
 * The keys of an issuer, from where it publishes them. They are asked for when a token names one
 * that is not there, but at most once a cooldown, so that nobody can make this gateway ask more
 * often; where the issuer does not answer, those it had are good for a day.
 */
export const publishedKeys = ({ failed, fetch, now }: Source): FindKey => {
  let held: Held | undefined
  let asked = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | undefined

  const ask = async () => {
    try {
      const find = createLocalJWKSet(await fetch())
      held = { find, since: now() }
    } catch (error) {
      failed(error)
    }
    asking = undefined
  }

  /** The question that is under way, or a new one unless it would be too soon. */
  const question = () => {
    if (asking !== undefined || now() - asked < jwkTimes.cooldown) return asking
    asked = now()
    asking = ask()
    return asking
  }

  const age = () => (held === undefined ? Number.POSITIVE_INFINITY : now() - held.since)

  const usable = async (): Promise<Held> => {
    if (age() > jwkTimes.good) await question()
    else if (age() > jwkTimes.fresh) void question()
    if (held === undefined || age() > jwkTimes.good) throw new KeysUnavailable()
    return held
  }

  return async (header, token) => {
    const before = await usable()
    try {
      return await before.find(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
      await question()
      if (held === before) throw error
      return await (held ?? before).find(header, token)
    }
  }
}
