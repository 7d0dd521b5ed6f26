import { entries } from "@codearts/error-catalog"

/** How many letters must be put in, taken out or changed to make one text of another. */
const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [above, letter] of from.split("").entries()) {
    const next = [above + 1]
    for (const [left, other] of to.split("").entries()) {
      const change = (row[left] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(change, (row[left + 1] ?? 0) + 1, (next[left] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}

const codes = [...new Set(entries.map(({ code }) => code))]

const longest = Math.max(...codes.map((code) => code.length))

const few = 3

const alikeFromTheStart = (one: string, other: string): number => {
  const end = one.split("").findIndex((letter, index) => letter !== other[index])
  return end === -1 ? one.length : end
}

/** The codes that a text was meant for: those that hold it, else those that it is a few letters away from. */
export const nearest = (text: string): ReadonlyArray<string> => {
  const wanted = text.trim().toUpperCase()
  // Shorter is no part of a code, and longer no mistyped one.
  if (wanted.length < 3 || wanted.length > 2 * longest) return []
  const parts = codes.filter((code) => code.includes(wanted))
  if (parts.length > 0) return parts.slice(0, few)
  const away = codes.map((code) => [code, distance(wanted, code)] as const)
  const least = Math.min(...away.map(([, letters]) => letters), Math.floor(wanted.length / 2))
  return away
    .flatMap(([code, letters]) => (letters === least ? [code] : []))
    .toSorted((a, b) => alikeFromTheStart(wanted, b) - alikeFromTheStart(wanted, a))
    .slice(0, few)
}
