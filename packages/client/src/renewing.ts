import { Cache, Clock, Effect, Exit, Option, Result } from "effect"

/** Something that is good for a while only. */
export interface Lasting<A> {
  readonly value: A
  /** In milliseconds from now; infinite for what does not end. */
  readonly lifetime: number
}

/** Values that end, each kept under its key and asked for again before it does. */
export interface Renewing<Key, A, E> {
  /** One request for a key however many calls wait for it; a call that gives up disturbs no other. */
  readonly get: (key: Key) => Effect.Effect<A, E>
  /** Drops the value of a key where it is one that was refused. */
  readonly drop: (key: Key, refused: (value: A) => boolean) => Effect.Effect<void>
}

// The last fifth of its life, but no more than 10 minutes, so that no call meets its end on the way.
const margin = (lifetime: number) => Math.min(10 * 60_000, lifetime / 5)

// After a renewal that failed the old value serves this long before the next is tried.
const pause = 30_000

interface Kept<A> {
  readonly value: A
  readonly fresh: number
}

/**
 * Keeps what `ask` answers. While an old value still holds, a renewal that fails is not seen;
 * `refusedFor` says for how many milliseconds a failure itself is the answer, zero for not at all.
 */
export const renewing = <Key, A, E>(
  ask: (key: Key) => Effect.Effect<Lasting<A>, E>,
  refusedFor: (failure: E) => number
): Effect.Effect<Renewing<Key, A, E>> => {
  const old = new Map<Key, { readonly value: A; readonly ends: number }>()

  const renewed = (key: Key, { lifetime, value }: Lasting<A>, now: number): Kept<A> => {
    old.set(key, { value, ends: now + lifetime })
    return { value, fresh: lifetime === Infinity ? Infinity : lifetime - margin(lifetime) }
  }

  const stillGood = (key: Key, now: number): Kept<A> | undefined => {
    const kept = old.get(key)
    return kept !== undefined && kept.ends > now
      ? { value: kept.value, fresh: Math.min(pause, kept.ends - now) }
      : undefined
  }

  const lookup = Effect.fnUntraced(function* (key: Key) {
    const asked = yield* Effect.result(ask(key))
    const now = yield* Clock.currentTimeMillis
    if (Result.isSuccess(asked)) return renewed(key, asked.success, now)
    const kept = refusedFor(asked.failure) > 0 ? undefined : stillGood(key, now)
    return kept ?? (yield* Effect.fail(asked.failure))
  })

  const timeToLive = (exit: Exit.Exit<Kept<A>, E>) =>
    Exit.isSuccess(exit)
      ? exit.value.fresh
      : Option.match(Exit.findErrorOption(exit), { onNone: () => 0, onSome: refusedFor })

  return Effect.map(Cache.makeWith(lookup, { capacity: 64, timeToLive }), (cache) => ({
    get: (key) => Effect.map(Cache.get(cache, key), ({ value }) => value),
    drop: (key, refused) =>
      Effect.andThen(
        Effect.sync(() => {
          const kept = old.get(key)
          if (kept !== undefined && refused(kept.value)) old.delete(key)
        }),
        Effect.asVoid(Cache.invalidateWhen(cache, key, ({ value }) => refused(value)))
      )
  }))
}
