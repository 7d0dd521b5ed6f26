const reserved = /[^\w.~-]/
const eachReserved = /[^\w.~-]/gu
const eachEncodedOrReserved = /%[\dA-Fa-f]{2}|[^\w.~-]/gu
const eachEncoded = /%([\dA-Fa-f]{2})/g

const byteOf = (hex: string): string => String.fromCharCode(Number.parseInt(hex, 16))

const encodeCharacter = (character: string): string => {
  const encoded = encodeURIComponent(character.toWellFormed())
  // encodeURIComponent leaves ! ' ( ) * alone; Huawei does not.
  return encoded === character ? `%${character.charCodeAt(0).toString(16).toUpperCase()}` : encoded
}

const normalizeUnit = (unit: string): string => {
  if (unit.length !== "%XX".length) return encodeCharacter(unit)
  const byte = byteOf(unit.slice(1))
  return reserved.test(byte) ? unit.toUpperCase() : byte
}

/** Encodes every UTF-8 byte that is not unreserved (RFC 3986) as `%XX`; a `%` becomes `%25`. */
export const percentEncode = (text: string): string =>
  reserved.test(text) ? text.replace(eachReserved, encodeCharacter) : text

/**
 * Decodes once and encodes once, so that every spelling of the same bytes becomes one.
 * A `%` that starts no `%XX` is a literal one.
 */
export const percentNormalize = (wire: string): string =>
  reserved.test(wire) ? wire.replace(eachEncodedOrReserved, normalizeUnit) : wire

/** The bytes an encoded text stands for, one character a byte. */
export const decodedBytes = (encoded: string): string =>
  encoded.includes("%") ? encoded.replace(eachEncoded, (_, hex: string) => byteOf(hex)) : encoded

/** The text an encoded text stands for; bytes that are not UTF-8 become U+FFFD. */
export const percentDecode = (encoded: string): string =>
  encoded.includes("%") ? Buffer.from(decodedBytes(encoded), "latin1").toString() : encoded
