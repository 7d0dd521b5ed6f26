/** One value that is never changed, only replaced as a whole: who asked for it before keeps what it got. */
export interface Held<A> {
  readonly current: () => A
  readonly replace: (next: (now: A) => A) => void
}

/** Holds a value until it is replaced. */
export const held = <A>(first: A): Held<A> => {
  let now = first
  return {
    current: () => now,
    replace: (next) => {
      now = next(now)
    }
  }
}
