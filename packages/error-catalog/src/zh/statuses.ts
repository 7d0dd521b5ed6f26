import { statusClass, statusText as english } from "../statusText.ts"
import { type StatusEntry, statuses as table } from "../statuses.ts"
import type { Wording } from "../wording.ts"
import { classTexts, statusTexts } from "./statusTexts.ts"
import { type Provenance, translated } from "./text.ts"

/** A status in Chinese; `message` stays the name that table 6-1 has for it. */
export interface ChineseStatus extends StatusEntry, Provenance {}

/** What a status alone tells, in Chinese; one that is in no table gets the text of its class. */
export const statusText = (status: number | undefined): Wording & Provenance =>
  translated(english(status), statusTexts[status ?? 0] ?? classTexts[statusClass(status)])

/** The documented statuses, in the order of the English table. */
export const statuses: ReadonlyArray<ChineseStatus> = /* @__PURE__ */ table.map((row) => ({
  ...row,
  ...statusText(row.status)
}))
