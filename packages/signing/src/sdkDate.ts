const spellMinute = (date: Date): string => {
  const iso = date.toISOString()
  // A year before 1000 begins with 0 there, and one that has not four digits with a sign.
  if (iso < "1") throw new RangeError("the year must be 1000 to 9999")
  return iso.slice(0, "YYYY-MM-DDTHH:MM".length).replace(/[-:]/g, "")
}

// Of a date, all but the seconds is slow to spell, and seldom another than last time.
let minute = Number.NaN
let spelledMinute = ""

/** The instant as `X-Sdk-Date` spells it; fractions of a second are dropped. */
export const formatSdkDate = (date: Date): string => {
  const thisMinute = Math.floor(date.getTime() / 60_000)
  if (thisMinute !== minute) {
    spelledMinute = spellMinute(date)
    minute = thisMinute
  }
  const second = date.getUTCSeconds()
  return `${spelledMinute}${second < 10 ? "0" : ""}${second}Z`
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
