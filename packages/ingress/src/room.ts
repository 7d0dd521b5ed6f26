/** A place among the few large bodies that are held at one time. */
export interface Place {
  /** Frees the place, or gives up waiting for it; further calls do nothing. */
  readonly leave: () => void
}

/** Where large bodies wait for a place, first come first served. */
export interface Room {
  /** Calls `admitted` as soon as there is a place, at once if there is one now. */
  readonly enter: (admitted: () => void) => Place
}

/** A room of so many places: what bounds the memory that uploads can fill together. */
export const makeRoom = (places: number): Room => {
  const inside = new Set<() => void>()
  const waiting = new Set<() => void>()

  const admit = (): void => {
    for (const admitted of waiting) {
      if (inside.size >= places) return
      waiting.delete(admitted)
      inside.add(admitted)
      admitted()
    }
  }

  return {
    enter: (admitted) => {
      const guest = (): void => admitted()
      waiting.add(guest)
      admit()
      return {
        leave: () => {
          waiting.delete(guest)
          if (inside.delete(guest)) admit()
        }
      }
    }
  }
}
