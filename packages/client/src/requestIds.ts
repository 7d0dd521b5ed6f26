import { Context, Effect } from "effect"

/** Told the request id of every answer that a call gets. */
export const Hearing = Context.Reference<(request_id: string) => void>(
  "@codearts/client/requestIds/Hearing",
  { defaultValue: () => () => {} }
)

/**
 * What an effect gives, and the request ids of all answers it got from the API, in their order: those
 * to attempts that failed and were repeated, too. Evidence of what was asked.
 */
export const withRequestIds = <A, E, R>(
  effect: Effect.Effect<A, E, R>
): Effect.Effect<{ readonly value: A; readonly request_ids: ReadonlyArray<string> }, E, R> =>
  Effect.suspend(() => {
    const request_ids: Array<string> = []
    return effect.pipe(
      Effect.provideService(Hearing, (request_id) => void request_ids.push(request_id)),
      Effect.map((value) => ({ value, request_ids }))
    )
  })
