// Controls, invisible formatting (which turns the direction of text around), line separators, halves of letters.
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

const escapedUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`

/** Text from elsewhere as a terminal may show it: nothing in it can move the cursor, colour, hide or reorder. */
export const printable = (text: string): string =>
  text.replace(unprintable, (character) => character.split("").map(escapedUnit).join(""))

/** A value as JSON that a terminal may show, and that reads back as the same value. */
export const printableJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).split("\n").map(printable).join("\n")
