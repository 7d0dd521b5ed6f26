/**
 * Whether a request may be sent again, and why.
 * Seconds are the least to wait; a longer `Retry-After` from the server wins.
 */
export type Retry =
  | {
      readonly class: "never" | "backoff" | "refresh-token" | "fix-clock" | "read-then-decide"
      readonly reason: string
    }
  | { readonly class: "after" | "locked-out"; readonly seconds: number; readonly reason: string }

/**
 * The kind of a retry.
 * `read-then-decide` means that a change may have been made: a read may be repeated with growing
 * pauses, a change only once a read has shown that it was not made. `refresh-token` is for a
 * request that carried a token; one that was signed is not repeated. `locked-out` is terminal for
 * every process that shares the credentials.
 */
export type RetryClass = Retry["class"]

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`

const duration = (seconds: number): string =>
  seconds % 60 === 0 ? plural(seconds / 60, "minute") : plural(seconds, "second")

const instructions = {
  never: "Do not repeat the request unchanged.",
  backoff: "Repeat it a few times, with growing pauses.",
  "refresh-token": "Get one new token and repeat it once.",
  "fix-clock": "Correct the clock, sign again and repeat it once.",
  "read-then-decide": "Read the state first: repeat a change only if it was not made."
} satisfies Partial<Record<RetryClass, string>>

const instruction = (retry: Retry): string => {
  if (retry.class === "after")
    return `Repeat it after ${duration(retry.seconds)} at the earliest, later if Retry-After says so.`
  if (retry.class === "locked-out")
    return `Stop every request with these credentials, in every process, for ${duration(retry.seconds)}.`
  return instructions[retry.class]
}

/** What to do about repeating a request, then why, in words for a person. */
export const retryAdvice = (retry: Retry): string => `${instruction(retry)} ${retry.reason}`
