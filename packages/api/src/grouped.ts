/** A whole number for people: 1,000. Not by `Intl`, which takes milliseconds to load, and every program waits for it. */
export const grouped = (value: number): string =>
  value < 1000
    ? String(value)
    : `${grouped(Math.floor(value / 1000))},${String(value % 1000).padStart(3, "0")}`
