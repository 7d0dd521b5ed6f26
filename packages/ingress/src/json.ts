import { isUtf8 } from "node:buffer"
import { JsonScan } from "./jsonScan.ts"

/** A parsed value, or the rule that the text breaks and the byte where: never text that was sent. */
export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string }

const hasMark = (body: Uint8Array): boolean =>
  body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf

/** The byte where a text stops being UTF-8: the first replacement that was not sent as one. */
const firstNotUtf8 = (body: Uint8Array): number => {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(body)
  const sent = Buffer.from("\uFFFD")
  let at = 0
  for (let from = 0; ; from += 1) {
    const replaced = text.indexOf("\uFFFD", from)
    at += Buffer.byteLength(text.slice(from, replaced))
    if (!sent.equals(body.subarray(at, at + 3))) return at
    at += 3
    from = replaced
  }
}

const refused = (rule: string, at: number): ParsedJson => ({
  ok: false,
  problem: `${rule} at byte ${at}`
})

// The largest request that is legal has some 300 values; parsing and checking millions would hold up everybody.
const mostInRequest = 100_000

/**
 * A JSON body that has one meaning: UTF-8 without a byte order mark, at most 32 levels deep and
 * `maxValues` values, and no key twice in an object, also when it is spelt with escapes. The time it
 * takes grows with the length of the body alone.
 */
export const parseJson = (body: Uint8Array, maxValues: number = mostInRequest): ParsedJson => {
  if (hasMark(body)) return refused("there is a byte order mark", 0)
  if (!isUtf8(body)) return refused("the text is not UTF-8", firstNotUtf8(body))
  const text = new TextDecoder().decode(body)
  const problem = new JsonScan(text, maxValues).firstProblem()
  return problem === undefined
    ? { ok: true, value: JSON.parse(text) }
    : refused(problem.rule, Buffer.byteLength(text.slice(0, problem.at)))
}
