import { type Refusal, refuse } from "@codearts/admission"
import { Effect } from "effect"

/** Lets one at a time do its work under a name, in the order in which they came. */
export interface Turns {
  readonly inTurn: <A, E, R>(
    name: string,
    work: Effect.Effect<A, E, R>
  ) => Effect.Effect<A, E | Refusal, R>
  /** Refuses where the turn under a name was lost meanwhile: others may be at work. */
  readonly stillMine: (name: string) => Effect.Effect<void, Refusal>
}

/** A deletion waits no longer than so many milliseconds for those before it. */
export const patience = 30_000

interface Place {
  readonly begin: () => void
}

/** Of a turn that did not come, or was lost. */
export const tooLong = (): Refusal =>
  refuse(
    "KIT.0010",
    503,
    "Other deletions of this list are under way and take long; nothing was sent.",
    [["Retry-After", "5"]]
  )

/** Turns within this process, waited for no longer than so many milliseconds. */
export const makeTurns = (patience: number): Turns => {
  // The first of each has the turn.
  const queues = new Map<string, Array<Place>>()

  const leave = (name: string, place: Place) => {
    const queue = queues.get(name) ?? []
    const at = queue.indexOf(place)
    queue.splice(at, 1)
    if (queue.length === 0) queues.delete(name)
    else if (at === 0) queue[0]?.begin()
  }

  const enter = (name: string) =>
    Effect.callback<Place, Refusal>((resume) => {
      const place: Place = {
        begin: () => {
          clearTimeout(timer)
          resume(Effect.succeed(place))
        }
      }
      const timer = setTimeout(() => {
        leave(name, place)
        resume(Effect.fail(tooLong()))
      }, patience)
      const queue = queues.get(name) ?? []
      queues.set(name, queue)
      queue.push(place)
      if (queue.length === 1) place.begin()
    })

  return {
    stillMine: () => Effect.void,
    inTurn: (name, work) =>
      Effect.uninterruptibleMask((restore) =>
        Effect.flatMap(enter(name), (place) =>
          restore(work).pipe(Effect.ensuring(Effect.sync(() => leave(name, place))))
        )
      )
  }
}
