import { Effect } from "effect"

/** Whether a gateway should be sent requests. */
export interface Readiness {
  /** From now on it should not: it is about to end. */
  readonly drain: () => void
  /** Why it should not, each reason a word or two; empty where it should. */
  readonly obstacles: Effect.Effect<ReadonlyArray<string>>
}

/** Something that a gateway needs in order to answer. */
export interface Need {
  readonly name: string
  /** Fails, or takes long, where it is not to be had. */
  readonly probe: Effect.Effect<unknown, unknown>
}

const longestProbe = "800 millis"

const obstacle = ({ name, probe }: Need) =>
  probe.pipe(
    Effect.timeout(longestProbe),
    Effect.exit,
    Effect.map((exit) => (exit._tag === "Success" ? [] : [name]))
  )

/** Ready as long as every need is met and nobody has told it to drain. */
export const makeReadiness = (needs: ReadonlyArray<Need>): Readiness => {
  let draining = false
  return {
    drain: () => {
      draining = true
    },
    obstacles: Effect.suspend(() =>
      draining
        ? Effect.succeed(["draining"])
        : Effect.map(Effect.forEach(needs, obstacle, { concurrency: "unbounded" }), (all) =>
            all.flat()
          )
    )
  }
}
