import type { ErrorEntry } from "./entry.ts"
import type { Reason } from "./reasons.ts"
import { type Retry, retryAdvice } from "./retry.ts"
import { statusText } from "./statusText.ts"
import type { Wording } from "./wording.ts"

/** How the tables read in a language. */
export interface Language {
  readonly entry: (entry: ErrorEntry) => Wording
  readonly reason: (reason: Reason) => Reason
  readonly status: (status: number | undefined) => Wording
  readonly advice: (retry: Retry) => string
}

export const english: Language = {
  entry: ({ message: title, meaning, action, retry, source }) => ({
    title,
    meaning,
    action,
    retry,
    source
  }),
  reason: (reason) => reason,
  status: statusText,
  advice: retryAdvice
}
