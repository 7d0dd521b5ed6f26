import { entries } from "./entries.ts"
import type { ErrorEntry } from "./entry.ts"

interface Searched extends ErrorEntry {
  readonly title?: string
}

const heading = ({ code, status, message, otherMessages = [], title = "" }: Searched) =>
  [code, status, message, ...otherMessages, title].join("\n").toLowerCase()

const body = ({ family, meaning, action, retry, source }: Searched) =>
  [family, meaning, action, retry.class, retry.reason, source].join("\n").toLowerCase()

export const searchIn = <Entry extends Searched>(
  rows: ReadonlyArray<Entry>,
  text: string
): ReadonlyArray<Entry> => {
  const words = text.toLowerCase().split(/\s+/u).filter(Boolean)
  if (words.length === 0) return []
  const inHeading = (row: Entry) => words.every((word) => heading(row).includes(word))
  const anywhere = (row: Entry) =>
    words.every((word) => heading(row).includes(word) || body(row).includes(word))
  return [...rows.filter(inHeading), ...rows.filter((row) => !inHeading(row) && anywhere(row))]
}

/**
 * The entries that hold every word of a text, in any letter case.
 * Those that have it all in their code, status or message come first; no words find nothing.
 */
export const search = (text: string): ReadonlyArray<ErrorEntry> => searchIn(entries, text)
