import { entries as english, type KnownCode } from "../entries.ts"
import type { ErrorEntry } from "../entry.ts"
import { lookup as lookupEnglish } from "../lookup.ts"
import { searchIn } from "../search.ts"
import { apigw } from "./apigw.ts"
import { iam } from "./iam.ts"
import { kit } from "./kit.ts"
import { type Provenance, translated } from "./text.ts"
import { uc } from "./uc.ts"

/** An error in Chinese; `message` stays what the server sends, `title` is its Chinese. */
export interface ChineseEntry<Code extends string = string> extends ErrorEntry<Code>, Provenance {
  readonly title: string
}

/** By code and status, with a space between them. */
export const entryTexts = { ...uc, ...apigw, ...iam, ...kit }

export const inChinese = <Code extends string>(entry: ErrorEntry<Code>): ChineseEntry<Code> => {
  const text = entryTexts[`${entry.code} ${entry.status}`]
  if (text === undefined) throw new Error(`${entry.code} ${entry.status} has no Chinese text`)
  return translated(entry, text)
}

/** Every documented error, in the order of the English catalog. */
export const entries: ReadonlyArray<ChineseEntry<KnownCode>> = /* @__PURE__ */ english.map(
  (entry) => inChinese(entry)
)

/** The entries of a code in Chinese, narrowed to one status where it is given; empty for what is not documented. */
export const lookup = (code: string, status?: number): ReadonlyArray<ChineseEntry> =>
  lookupEnglish(code, status).map((entry) => inChinese(entry))

/** The entries that hold every word of a text, in the server's English or in Chinese. */
export const search = (text: string): ReadonlyArray<ChineseEntry> => searchIn(entries, text)
