import { Effect } from "effect"
import { Usage } from "../errors.ts"

/** The outcome of signing, which throws where the request cannot be signed. */
export const attempt = <A>(signing: () => A): Effect.Effect<A, Usage> =>
  Effect.try({
    try: signing,
    catch: (cause) =>
      new Usage({
        message: cause instanceof Error ? cause.message : "the request cannot be signed"
      })
  })
