/** One header: as it will be sent, or as it arrived. */
export type Header = readonly [name: string, value: string]

const isBlank = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return code === 0x20 || code === 0x09
}

/**
 * The value without the spaces and tabs around it, as HTTP delivers it.
 * `String.prototype.trim` would also eat U+00A0, which as a received byte is half of a letter.
 */
export const trimBlanks = (value: string): string => {
  let start = 0
  let end = value.length
  // Beyond either end there is no character, and so no blank.
  while (isBlank(value, start)) start += 1
  while (isBlank(value, end - 1)) end -= 1
  return value.slice(start, end)
}

/** The value under a lower-case name, in headers with such names. */
export const valueOf = (headers: ReadonlyArray<Header>, wanted: string): string | undefined => {
  for (const [name, value] of headers) if (name === wanted) return value
  return undefined
}

/** Where received headers are by lower-case name; a name that came twice has no one value. */
export interface ReceivedNames {
  readonly at: ReadonlyMap<string, number>
  readonly repeated: ReadonlySet<string>
}

export const readNames = (sent: ReadonlyArray<string>): ReceivedNames => {
  const at = new Map<string, number>()
  const repeated = new Set<string>()
  for (const [index, sentName] of sent.entries()) {
    const name = sentName.toLowerCase()
    if (at.has(name)) repeated.add(name)
    else at.set(name, index)
  }
  return { at, repeated }
}
