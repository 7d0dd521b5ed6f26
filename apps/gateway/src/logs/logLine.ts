/** What is logged, as it comes: text from callers and upstreams may be in it. */
export interface Entry {
  readonly date: Date
  readonly level: string
  readonly message: string
  /** The stack of a defect. */
  readonly cause?: string
}

/** Bytes of a line at most, its end included. */
export const longestLine = 4096

// What JSON leaves as it is, and a terminal or a log viewer would act on.
const acting = /[\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu

const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`

const written = (fields: object) => JSON.stringify(fields).replace(acting, escaped)

/** The longest text whose line fits, found by halves: what a letter takes depends on the letter. */
const fitting = (text: string, fits: (shortened: string) => boolean): string => {
  let fit = 0
  let over = text.length + 1
  while (over - fit > 1) {
    const middle = (fit + over) >> 1
    if (fits(text.slice(0, middle))) fit = middle
    else over = middle
  }
  return text.slice(0, fit)
}

/** One line of JSON without a raw control character, 4 KB long at most; what does not fit is cut off. */
export const logLine = ({ cause, date, level, message }: Entry): string => {
  const lineOf = (text: string, stack: string | undefined) =>
    `${written({ time: date.toISOString(), level, message: text, ...(stack !== undefined && { cause: stack }) })}\n`
  const fits = (line: string) => Buffer.byteLength(line) <= longestLine
  const whole = lineOf(message, cause)
  if (fits(whole)) return whole
  const shortened = fitting(message.slice(0, longestLine), (text) => fits(lineOf(text, undefined)))
  const left = fitting((cause ?? "").slice(0, longestLine), (stack) =>
    fits(lineOf(shortened, stack))
  )
  return lineOf(shortened, left === "" ? undefined : left)
}
