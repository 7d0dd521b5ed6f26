import type { ErrorEntry } from "./entry.ts"
import type { Reason } from "./reasons.ts"
import { type Retry, retryAdvice } from "./retry.ts"
import { statusText } from "./statusText.ts"

/** What is said of an error, in one language. */
export interface Wording {
  /** What happened, in the words of the document; for a status, the phrase that HTTP has for it. */
  readonly title: string
  readonly meaning: string
  readonly action: string
  readonly retry: Retry
  /** The document and the section that say so. */
  readonly source: string
}

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
