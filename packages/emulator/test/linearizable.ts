/** What was asked about one id, and what came of it. */
export type Act =
  | { readonly kind: "create"; readonly outcome: "created" | "exists" | "unknown" }
  | { readonly kind: "delete"; readonly outcome: "deleted" | "absent" | "unknown" }
  | { readonly kind: "read"; readonly outcome: "present" | "absent" | "unknown" }

/** An act with the moments of its call and its answer; without an answer its moment is never over. */
export type Operation = Act & { readonly called: number; readonly answered: number }

/** Whether an id is there after an act on it, for each way the act may have gone; none where it cannot have gone. */
const after = (isThere: boolean, { kind, outcome }: Act): ReadonlyArray<boolean> => {
  switch (`${kind} ${outcome}`) {
    case "create created":
      return isThere ? [] : [true]
    case "create exists":
    case "read present":
      return isThere ? [true] : []
    case "delete deleted":
      return isThere ? [false] : []
    case "delete absent":
    case "read absent":
      return isThere ? [] : [false]
    case "create unknown":
      return isThere ? [true] : [false, true]
    case "delete unknown":
      return isThere ? [true, false] : [false]
    default:
      return [isThere] // a read that nobody heard
  }
}

/** Those that may come next: each was called before any of the others was answered. */
const candidates = (left: ReadonlyArray<Operation>) => {
  const firstAnswer = Math.min(...left.map(({ answered }) => answered))
  return left.filter(({ called }) => called <= firstAnswer)
}

/**
 * Whether the operations on one id can be put in an order that each of their answers fits, none before
 * an operation that was answered before it was called: the search of Wing and Gong, which never tries
 * the same rest from the same state twice.
 */
export const isLinearizable = (history: ReadonlyArray<Operation>, wasThere: boolean): boolean => {
  const tried = new Set<string>()
  const number = new Map(history.map((operation, index) => [operation, index]))
  const search = (left: ReadonlyArray<Operation>, isThere: boolean): boolean => {
    // What was never answered may also never have happened: `after` allows for it.
    if (left.length === 0) return true
    const key = `${isThere} ${left.map((operation) => number.get(operation)).join()}`
    if (tried.has(key)) return false
    tried.add(key)
    return candidates(left).some((next) => {
      const rest = left.filter((operation) => operation !== next)
      return after(isThere, next).some((state) => search(rest, state))
    })
  }
  return search(history, wasThere)
}
