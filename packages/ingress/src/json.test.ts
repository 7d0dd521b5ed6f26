import { describe, expect, it } from "vitest"
import { parseJson } from "./json.ts"

const parse = (text: string | Uint8Array) =>
  parseJson(typeof text === "string" ? Buffer.from(text) : text)

const problem = (text: string | Uint8Array): string | undefined => {
  const parsed = parse(text)
  return parsed.ok ? undefined : parsed.problem
}

const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth)

const accepted = [
  "null",
  " true ",
  "false",
  "0",
  "-0.5e+10",
  '""',
  '"\\u0041\\n\\"\\\\\\/"',
  "[]",
  "{}",
  '\t{ "a" : [ 1 , { "b" : null } ] }\r\n',
  '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}',
  '{"\u534E\u4E3A":"\u{1F600}"}'
]

const refused: ReadonlyArray<readonly [text: string, problem: string]> = [
  ["", "the text ends early at byte 0"],
  ["  ", "the text ends early at byte 2"],
  ['{"a":', "the text ends early at byte 5"],
  ['{"a', "the text ends early at byte 3"],
  ["[1,", "the text ends early at byte 3"],
  ["[1", "the text ends early at byte 2"],
  ["{}x", "more follows the value at byte 2"],
  ["1 2", "more follows the value at byte 2"],
  ["]", "a value is not JSON at byte 0"],
  ["[,]", "a value is not JSON at byte 1"],
  ["[1,]", "a value is not JSON at byte 3"],
  ["[1}", "a comma or a closing bracket is missing at byte 2"],
  ['{"a":1]', "a comma or a closing bracket is missing at byte 6"],
  ["[1 2]", "a comma or a closing bracket is missing at byte 3"],
  ["{'a':1}", "a key is missing at byte 1"],
  ['{"a":1,}', "a key is missing at byte 7"],
  ["{1:1}", "a key is missing at byte 1"],
  ['{"a" 1}', "a colon is missing at byte 5"],
  ['{"a":/*c*/1}', "a value is not JSON at byte 5"],
  ["NaN", "a value is not JSON at byte 0"],
  ["01", "a value is not JSON at byte 0"],
  ["1.", "a value is not JSON at byte 0"],
  ["+1", "a value is not JSON at byte 0"],
  ["0x10", "a value is not JSON at byte 0"],
  ["truetrue", "a value is not JSON at byte 0"],
  ['"a\nb"', "a string has a control character at byte 2"],
  ['"a\\x"', "a string has an unknown escape at byte 2"],
  ['"\\u12"', "a string has an unknown escape at byte 1"],
  ['{"a":1,"a":2}', "a key is repeated at byte 7"],
  ['{"a":1,"\\u0061":2}', "a key is repeated at byte 7"],
  ['[{"\u534E":1,"\u534E":2}]', "a key is repeated at byte 10"],
  ['{"__proto__":1,"__proto__":2}', "a key is repeated at byte 15"]
]

describe("JSON text", () => {
  for (const text of accepted) {
    it(`is read as JSON.parse reads it: ${JSON.stringify(text)}`, () => {
      expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) })
    })
  }

  for (const [text, expected] of refused) {
    it(`is refused: ${JSON.stringify(text)}`, () => expect(problem(text)).toBe(expected))
  }

  it("may be 32 levels deep, and no deeper", () => {
    expect(problem(nested(32))).toBeUndefined()
    expect(problem(nested(33))).toBe("nesting is deeper than 32 at byte 32")
    expect(problem('{"a":'.repeat(33))).toBe("nesting is deeper than 32 at byte 160")
  })

  it("may have 100,000 values side by side, and no more", () => {
    expect(problem(`[${"[],".repeat(99_998)}[]]`)).toBeUndefined()
    expect(problem(`[${"[],".repeat(99_999)}[]]`)).toMatch(/^there are more than 100000 values/u)
  })

  it("is refused at a million open brackets before anything is built", () => {
    expect(problem("[".repeat(1_000_000))).toBe("nesting is deeper than 32 at byte 32")
  })

  it("makes a __proto__ key a plain member", () => {
    const parsed = parse('{"__proto__":{"admin":true}}')
    expect(parsed.ok && Object.keys(Object(parsed.value))).toEqual(["__proto__"])
    expect(Object.prototype).not.toHaveProperty("admin")
  })
})

describe("the bytes of JSON text", () => {
  it("have no byte order mark", () => {
    expect(problem("\uFEFF{}")).toBe("there is a byte order mark at byte 0")
  })

  for (const [name, bytes, at] of [
    ["a byte that is never UTF-8", [0x22, 0x61, 0xff, 0x22], 2],
    ["an overlong slash", [0x22, 0xc0, 0xaf, 0x22], 1],
    ["a surrogate", [0x22, 0xed, 0xa0, 0x80, 0x22], 1],
    ["a character cut short", [0x22, 0xe5, 0x8d], 1],
    ["a fault after a replacement character", [0x22, 0xef, 0xbf, 0xbd, 0xff, 0x22], 4]
  ] as const) {
    it(`are UTF-8, unlike ${name}`, () =>
      expect(problem(Uint8Array.from(bytes))).toBe(`the text is not UTF-8 at byte ${at}`))
  }

  it("may be a part of a larger buffer", () => {
    expect(parseJson(Buffer.from("xx[1]xx").subarray(2, 5))).toEqual({ ok: true, value: [1] })
  })
})

describe("text changed at random", () => {
  const original = '{"a":[1,-2.5e3,"x\\u0041\\n",true,null,{"b":{}}],"\u534E":"y"}'
  const alphabet = '{}[]",:\\u01eE+-. \ntfn'
  // A fixed sequence, so that a failure can be repeated.
  const numbers = function* (seed: number): Generator<number, never> {
    for (let state = seed; ;) yield (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648)
  }
  const accepts = (text: string): boolean => {
    try {
      JSON.parse(text)
      return true
    } catch {
      return false
    }
  }

  it("is accepted only where JSON.parse accepts it, and refused otherwise only for a repeated key", () => {
    const disagreements: Array<string> = []
    const random = numbers(7)
    const next = (below: number): number =>
      Math.floor((random.next().value / 2_147_483_648) * below)
    for (let round = 0; round < 20_000; round += 1) {
      let text = original
      for (let changes = next(3); changes >= 0; changes -= 1) {
        const at = next(text.length)
        text =
          text.slice(0, at) + (alphabet[next(alphabet.length)] ?? "") + text.slice(at + next(3))
      }
      const found = problem(text)
      const repeated = found?.startsWith("a key is repeated") ?? false
      if (!repeated && (found === undefined) !== accepts(text)) disagreements.push(text)
    }
    expect(disagreements).toEqual([])
  })
})
