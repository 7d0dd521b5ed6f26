import { assert, constantFrom, dictionary, property, string, stringMatching } from "fast-check"
import { describe, expect, it } from "vitest"
import { readIni } from "./ini.ts"

const key = stringMatching(/^[a-z][a-z_]{0,12}$/u)
const value = stringMatching(/^[!-~]([ -~]{0,30}[!-~])?$/u)
const unit = constantFrom(
  "[",
  "]",
  "=",
  ":",
  "#",
  ";",
  " ",
  "\t",
  "\r",
  "\n",
  "a",
  "\0",
  "\u{1F600}"
)
const keys = dictionary(key, value, { maxKeys: 8 })
const file = dictionary(stringMatching(/^[a-z]{1,8}$/u), keys, { maxKeys: 4 })

const written = (sections: Readonly<Record<string, Readonly<Record<string, string>>>>) =>
  Object.entries(sections)
    .flatMap(([name, fields]) => [
      `[${name}]`,
      ...Object.entries(fields).map(([key, value]) => `${key} = ${value}`)
    ])
    .join("\n")

const plain = (ini: ReturnType<typeof readIni>) =>
  typeof ini === "number"
    ? ini
    : Object.fromEntries([...ini].map(([name, fields]) => [name, Object.fromEntries(fields)]))

describe("readIni", () => {
  it("reads back whatever was written", () =>
    assert(
      property(file, (sections) => {
        expect(plain(readIni(written(sections)))).toEqual({ ...sections })
      })
    ))

  it("answers any text at all without throwing", () =>
    assert(
      property(string({ unit, maxLength: 40 }), (text) => {
        readIni(text)
      })
    ))

  it("reads comments, empty lines, both signs, both line ends, a mark of byte order and keys in any case", () =>
    expect(
      plain(readIni("\uFEFF# one\r\n\r\n[basic]\r\n; two\r\nAK = a=b\r\n sk:c ; d\r\n"))
    ).toEqual({ basic: { ak: "a=b", sk: "c ; d" } }))

  it("joins a section that is written twice, the last key winning", () =>
    expect(plain(readIni("[a]\nx=1\ny=2\n[b]\n[a]\nx=3"))).toEqual({
      a: { x: "3", y: "2" },
      b: {}
    }))

  for (const [text, line] of [
    ["ak = 1", 1],
    ["[basic]\nak", 2],
    ["[basic\nak=1", 1],
    ["[basic]\n\n= 1", 3]
  ] as const) {
    it(`names line ${line} of ${JSON.stringify(text)}`, () => expect(readIni(text)).toBe(line))
  }
})
