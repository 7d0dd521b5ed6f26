import type { SQLInputValue } from "node:sqlite"
import { crc32 } from "node:zlib"

/** The checksum of a row by its values, each told apart from its neighbours and from none. */
export const rowSum = (...values: ReadonlyArray<SQLInputValue>): number =>
  crc32(JSON.stringify(values))
