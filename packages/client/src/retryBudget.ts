/** What keeps retries from multiplying an outage; one for all calls of a client. */
export interface RetryBudget {
  /** A call is made. */
  readonly earn: () => void
  /** Takes one retry, if there is one. */
  readonly spend: () => boolean
}

/** Retries at hand at most, and from the beginning. */
const reserve = 10

/** So many calls earn one retry. */
const callsPerRetry = 10

/** A budget of ten retries, and one more for every ten calls: an outage is asked 1.1 times in the long run. */
export const makeRetryBudget = (): RetryBudget => {
  const full = reserve * callsPerRetry
  let calls = full
  return {
    earn: () => {
      calls = Math.min(full, calls + 1)
    },
    spend: () => {
      if (calls < callsPerRetry) return false
      calls -= callsPerRetry
      return true
    }
  }
}
