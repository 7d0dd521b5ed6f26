import type { Retry } from "./retry.ts"

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
