const dayLength = 86_400_000

const spellDay = (date: Date): string => {
  const year = date.getUTCFullYear()
  if (!(year >= 1000 && year <= 9999)) throw new RangeError("the year must be 1000 to 9999")
  return date.toISOString().slice(0, 10).replaceAll("-", "")
}

// Of the parts of a date the day is the slow one, and seldom another than last time.
let day = Number.NaN
let spelledDay = ""

/** The instant as `X-Sdk-Date` spells it; fractions of a second are dropped. */
export const formatSdkDate = (date: Date): string => {
  const thisDay = Math.floor(date.getTime() / dayLength)
  if (thisDay !== day) {
    spelledDay = spellDay(date)
    day = thisDay
  }
  // As one number, 1HHMMSS.
  const time =
    1_000_000 + date.getUTCHours() * 10_000 + date.getUTCMinutes() * 100 + date.getUTCSeconds()
  return `${spelledDay}T${String(time).slice(1)}Z`
}

const spelling =
  /^[1-9]\d{3}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3])[0-5]\d[0-5]\dZ$/

const readDay = (text: string): number => {
  const day = Number(text.slice(6))
  const start = Date.UTC(Number(text.slice(0, 4)), Number(text.slice(4, 6)) - 1, day)
  return new Date(start).getUTCDate() === day ? start : Number.NaN
}

// When the day begins that was read last; not a number where its month does not have it.
let dayRead = ""
let dayStart = Number.NaN

/** The instant that an `X-Sdk-Date` names; `undefined` for another spelling, or 30 February. */
export const parseSdkDate = (text: string): Date | undefined => {
  if (!spelling.test(text)) return undefined
  const day = text.slice(0, 8)
  if (day !== dayRead) {
    dayStart = readDay(day)
    dayRead = day
  }
  if (Number.isNaN(dayStart)) return undefined
  const digit = (at: number): number => text.charCodeAt(at) - 0x30
  const number = (at: number): number => digit(at) * 10 + digit(at + 1)
  return new Date(dayStart + ((number(9) * 60 + number(11)) * 60 + number(13)) * 1000)
}
