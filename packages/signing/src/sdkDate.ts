const twoDigits = (part: number): string => (part < 10 ? `0${part}` : `${part}`)

/** The instant as `X-Sdk-Date` spells it; fractions of a second are dropped. */
export const formatSdkDate = (date: Date): string => {
  const year = date.getUTCFullYear()
  if (!(year >= 1000 && year <= 9999))
    throw new RangeError("X-Sdk-Date spells the years 1000 to 9999, the date is in no such year")
  const month = twoDigits(date.getUTCMonth() + 1)
  const day = twoDigits(date.getUTCDate())
  const hour = twoDigits(date.getUTCHours())
  const minute = twoDigits(date.getUTCMinutes())
  const second = twoDigits(date.getUTCSeconds())
  return `${year}${month}${day}T${hour}${minute}${second}Z`
}

const spelling =
  /^[1-9]\d{3}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3])[0-5]\d[0-5]\dZ$/

/** The instant that an `X-Sdk-Date` names; `undefined` for another spelling, or 30 February. */
export const parseSdkDate = (text: string): Date | undefined => {
  if (!spelling.test(text)) return undefined
  const part = (start: number, end: number): number => Number(text.slice(start, end))
  const day = part(6, 8)
  const date = new Date(
    Date.UTC(part(0, 4), part(4, 6) - 1, day, part(9, 11), part(11, 13), part(13, 15))
  )
  // A day that its month does not have is rolled over into the next.
  return date.getUTCDate() === day ? date : undefined
}
