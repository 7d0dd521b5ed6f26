import { expect, it } from "vitest"
import { type Header, readAuthorization, verify } from "../src/index.ts"
import { arrive, key, now } from "./arrive.ts"

const times = process.env["CODEARTS_LONG"] === undefined ? 20_000 : 1_000_000
const seed = Number(process.env["CODEARTS_SEED"] ?? Date.now() % 2 ** 31)

/** Numbers below a limit, the same ones for the same seed: mulberry32. */
const drawsOf = (state: number) => (limit: number) => {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), state | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
}

type Draw = ReturnType<typeof drawsOf>
type Change = (text: string, at: number, draw: Draw) => string

const changes: ReadonlyArray<Change> = [
  (text, at, draw) => text.slice(0, at) + String.fromCharCode(draw(256)) + text.slice(at + 1),
  (text, at, draw) => text.slice(0, at) + String.fromCharCode(draw(65_536)) + text.slice(at),
  (text, at) => text.slice(0, at),
  (text, at, draw) => text.slice(0, at) + text.slice(at + 1 + draw(20)),
  (text, at, draw) => text + text.slice(at, at + draw(200)),
  (text, at) => text.slice(at) + text.slice(0, at),
  (text, at, draw) => text.slice(0, at) + " ,=;\t\u0000"[draw(6)]?.repeat(draw(50)) + text.slice(at)
]

const changed = (text: string, draw: Draw): string => {
  let result = text
  for (let left = 1 + draw(3); left > 0; left -= 1)
    result = changes[draw(changes.length)]?.(result, draw(result.length + 1), draw) ?? result
  return result
}

const mutated = (headers: ReadonlyArray<Header>, draw: Draw): ReadonlyArray<Header> => {
  const chosen = draw(headers.length)
  const rest = headers.map(([name, value], index): Header => {
    if (index !== chosen) return [name, value]
    return draw(8) === 0 ? [changed(name, draw), value] : [name, changed(value, draw)]
  })
  return draw(16) === 0 ? [...rest, rest[chosen] ?? ["a", "b"]] : rest
}

/** What the headers mean: the case of a name and the blanks around a value are nothing. */
const meaning = (headers: ReadonlyArray<Header>): string =>
  headers
    .map(([name, value]) => `${name.toLowerCase()}:${value.replace(/^[ \t]+|[ \t]+$/gu, "")}`)
    .join("\n")

it(`answers ${times} mutated headers with a verdict and never a throw, and accepts none that means something else`, () => {
  const draw = drawsOf(seed)
  const request = arrive({
    headers: [
      ["region", "r"],
      ["x-project-id", "p"]
    ]
  })
  expect(verify(request, key, now).ok).toBe(true)
  const rules = new Map<string, number>()
  for (let time = 0; time < times; time += 1) {
    const sent = { ...request, headers: mutated(request.headers, draw) }
    try {
      readAuthorization(sent.headers)
      const verdict = verify(sent, key, now)
      expect(meaning(verdict.ok ? sent.headers : request.headers)).toBe(meaning(request.headers))
      const rule = verdict.ok ? "accepted" : verdict.rule
      rules.set(rule, (rules.get(rule) ?? 0) + 1)
    } catch (cause) {
      throw new Error(`seed ${seed}, ${time}: ${JSON.stringify(sent.headers)}`, { cause })
    }
  }
  console.log(`${times} mutated headers, seed ${seed}:`, Object.fromEntries(rules))
  expect(rules.size).toBeGreaterThan(5)
  expect(rules.get("signature-mismatch")).toBeGreaterThan(0)
}, 300_000)
