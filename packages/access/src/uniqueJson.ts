import { Predicate } from "effect"

const keysIn = (value: unknown): number =>
  Predicate.isObjectOrArray(value)
    ? Object.values(value).reduce<number>(
        (sum, inner) => sum + keysIn(inner),
        Array.isArray(value) ? 0 : Object.keys(value).length
      )
    : 0

// In JSON, a string before a colon is a key, and nothing else is.
const strings = /"(?:[^"\\]|\\.)*"(\s*:)?/gu

const keysWritten = (text: string) => {
  let count = 0
  for (const [, colon] of text.matchAll(strings)) if (colon !== undefined) count += 1
  return count
}

/** The value of a JSON text in which no object has a key twice; nothing for any other text. */
export const uniqueJson = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text)
    return keysIn(value) === keysWritten(text) ? value : undefined
  } catch {
    return undefined
  }
}
