import { entries, type KnownCode } from "./entries.ts"
import type { ErrorEntry } from "./entry.ts"

/**
 * The entries of a code, narrowed to one status where it is given.
 * Empty for what is not documented; letter case and surrounding space do not matter.
 */
export const lookup = (code: string, status?: number): ReadonlyArray<ErrorEntry> => {
  const wanted = code.trim().toUpperCase()
  return entries.filter(
    (known) => known.code === wanted && (status === undefined || known.status === status)
  )
}

/**
 * The entry that a server is about to send.
 * Throws when the code is not documented with that status: the caller is wrong, not its input.
 */
export const entry = (code: KnownCode, status: number): ErrorEntry => {
  const [found] = lookup(code, status)
  if (found === undefined) throw new Error(`${code} is not documented with status ${status}`)
  return found
}

/** Whether a code, spelt exactly so, is documented: with any status, or with the one given. */
export const isKnown = (code: string, status?: number): code is KnownCode =>
  entries.some((known) => known.code === code && (status === undefined || known.status === status))
