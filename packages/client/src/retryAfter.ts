/** No server is believed that asks for more: an hour, in milliseconds. */
const longest = 3_600_000

const wholeSeconds = /^\d+$/u

// The three forms of an HTTP date begin with the name of a day; Date.parse reads far more than them.
const httpDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /u

// The oldest form does not say that it is in GMT, as all are.
const inGmt = (text: string) => (text.endsWith("GMT") ? text : `${text} GMT`)

const dateOf = (text: string | undefined): number | undefined => {
  if (text === undefined || !httpDate.test(text)) return undefined
  const time = Date.parse(inGmt(text))
  return Number.isNaN(time) ? undefined : time
}

const untrimmed = (text: string, date: string | undefined, now: number): number | undefined => {
  if (wholeSeconds.test(text)) return Number(text) * 1000
  const until = dateOf(text)
  // By the server's own clock where it tells it: ours may be wrong.
  return until === undefined ? undefined : until - (dateOf(date) ?? now)
}

/**
 * How long `Retry-After` asks to wait, in milliseconds, of either form: at most an hour, nothing for
 * a time that has passed, and undefined for what is neither seconds nor a date.
 */
export const retryAfter = (
  header: (name: string) => string | undefined,
  now: number
): number | undefined => {
  const text = header("retry-after")?.trim()
  const wait = text === undefined ? undefined : untrimmed(text, header("date"), now)
  return wait === undefined ? undefined : Math.min(longest, Math.max(0, wait))
}
