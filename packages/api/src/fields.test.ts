import { Result, Schema } from "effect"
import { describe, expect, it } from "vitest"
import {
  Description,
  EnterpriseId,
  Limit,
  Offset,
  RegionId,
  Sort,
  VpcepId,
  VpcepIds
} from "./fields.ts"

const letters = (length: number) => "a".repeat(length)
const ids = (count: number, length = 40) =>
  Array.from({ length: count }, () => letters(length)).join(",")

interface Field {
  readonly name: string
  readonly schema: Schema.Codec<unknown, unknown>
  readonly accepted: Readonly<Record<string, string>>
  readonly refused: Readonly<Record<string, unknown>>
}

const notText = { "a number": 5, null: null, "a list": ["a"], "an object": {} }

const numerals = {
  nothing: "",
  "a leading zero": "01",
  "a sign": "+1",
  "a negative number": "-1",
  "a negative zero": "-0",
  "an exponent": "1e1",
  "a fraction": "1.0",
  "a hexadecimal": "0x1",
  "a space before": " 1",
  "a space after": "1 ",
  "a line break after": "1\n",
  "a thousands separator": "1,000",
  "a full-width digit": "１",
  "a number that is no text": 1,
  "more digits than a number keeps": "9".repeat(400)
}

const fields: ReadonlyArray<Field> = [
  {
    name: "enterprise_id",
    schema: EnterpriseId,
    accepted: {
      "1 character": "a",
      "40 characters": letters(40),
      "letters, digits, hyphens and underscores": "Az09-_"
    },
    refused: {
      ...notText,
      "0 characters": "",
      "41 characters": letters(41),
      "a dot": "a.b",
      "a space": "a b",
      "a line break after": "a\n",
      "a letter outside ASCII": "é",
      "a Chinese letter": "租"
    }
  },
  {
    name: "vpcep_id",
    schema: VpcepId,
    accepted: {
      "1 character": "a",
      "40 characters": letters(40),
      "lower-case letters, digits and hyphens": "az09-"
    },
    refused: {
      ...notText,
      "0 characters": "",
      "41 characters": letters(41),
      "an upper-case letter": "A",
      "an underscore": "a_b",
      "a comma": "a,b",
      "a line break after": "a\n",
      "a letter outside ASCII": "é"
    }
  },
  {
    name: "region",
    schema: RegionId,
    accepted: {
      "1 character": "a",
      "40 characters": letters(40),
      "letters of both cases, digits and hyphens": "CN-north-7",
      "a region that is in no table": "xx-nowhere-99"
    },
    refused: {
      ...notText,
      "0 characters": "",
      "41 characters": letters(41),
      "an underscore": "cn_north_7",
      "a dot": "cn.north",
      "a slash": "cn/north",
      "a space before": " cn-north-7",
      "the Kelvin sign, whose lower case is k": "\u212A"
    }
  },
  {
    name: "description",
    schema: Description,
    accepted: {
      "0 characters": "",
      "128 characters": letters(128),
      "letters, digits and spaces": "Build host 7",
      "each special character": "()[]-_.~&;",
      "Chinese letters": "仓库端点",
      "128 letters beyond the basic plane": "𠀀".repeat(128)
    },
    refused: {
      ...notText,
      "129 characters": letters(129),
      "129 letters beyond the basic plane": "𠀀".repeat(129),
      "a comma": "a,b",
      "a colon": "a:b",
      "a quotation mark": 'a"b',
      "an angle bracket": "<b>",
      "a tab": "a\tb",
      "a line break": "a\nb",
      "a NUL": "a\0b",
      "an emoji": "🔒",
      "half a surrogate pair": "\uD840",
      "a mark that turns the reading direction": "a\u202Eb"
    }
  },
  {
    name: "vpcep_ids",
    schema: VpcepIds,
    accepted: {
      "1 id": "a",
      "2 ids separated by a comma":
        "a8dd901e70f2485cb4f1fa2264eb3add,00120e895121420aa2c81870d09756b2",
      "30 ids": ids(30, 1),
      "1,229 characters, which are 30 ids of 40": ids(30)
    },
    refused: {
      ...notText,
      "no id": "",
      "31 ids": ids(31, 1),
      "1,230 characters": `${ids(29)},${letters(41)}`,
      "an empty id before": ",a",
      "an empty id between": "a,,b",
      "an empty id after": "a,",
      "a space after the comma": "a, b",
      "a semicolon": "a;b",
      "an id of 41 characters": letters(41),
      "an upper-case letter": "A"
    }
  },
  {
    name: "offset",
    schema: Offset,
    accepted: { "0": "0", "1": "1", "9,999": "9999" },
    refused: { ...numerals, "10,000": "10000" }
  },
  {
    name: "limit",
    schema: Limit,
    accepted: { "1": "1", "100": "100" },
    refused: { ...numerals, "0": "0", "101": "101" }
  },
  {
    name: "sort",
    schema: Sort,
    accepted: { asc: "asc", ASC: "ASC", desc: "desc", DESC: "DESC" },
    refused: {
      nothing: "",
      Asc: "Asc",
      aSC: "aSC",
      Desc: "Desc",
      "a word of SQL": "asc;--",
      "a field and an order": "vpcep_id:asc",
      "a space after": "asc ",
      both: "asc,desc"
    }
  }
]

for (const { accepted, name, refused, schema } of fields) {
  const decode = Schema.decodeUnknownResult(schema)
  const encode = Schema.encodeUnknownResult(schema)
  describe(`the field ${name}`, () => {
    for (const [what, text] of Object.entries(accepted)) {
      it(`accepts ${what}, and writes it back as it came`, () => {
        const decoded = decode(text)
        expect(Result.isSuccess(decoded)).toBe(true)
        expect(Result.flatMap(decoded, encode)).toEqual(Result.succeed(text))
      })
    }
    for (const [what, value] of Object.entries(refused)) {
      it(`refuses ${what}`, () => {
        expect(Result.isFailure(decode(value))).toBe(true)
      })
    }
  })
}

describe("what the text on the wire means", () => {
  const meanings = [
    { schema: Offset, text: "9999", value: 9999 },
    { schema: Limit, text: "100", value: 100 },
    { schema: VpcepIds, text: "b,a", value: ["b", "a"] }
  ]
  for (const { schema, text, value } of meanings) {
    it(`${text} is ${JSON.stringify(value)}`, () => {
      expect(Schema.decodeResult(schema)(text)).toEqual(Result.succeed(value))
    })
  }
})

describe("the writer", () => {
  const values: ReadonlyArray<readonly [string, Schema.Codec<unknown, unknown>, unknown]> = [
    ["an offset of -1", Offset, -1],
    ["an offset of 10,000", Offset, 10_000],
    ["an offset of half a row", Offset, 0.5],
    ["an offset that is no number", Offset, Number.NaN],
    ["an endless offset", Offset, Number.POSITIVE_INFINITY],
    ["a limit of 0", Limit, 0],
    ["a limit of 101", Limit, 101],
    ["a limit in text", Limit, "10"],
    ["an empty list of ids", VpcepIds, []],
    ["31 ids", VpcepIds, ids(31, 1).split(",")],
    ["an id that holds a comma", VpcepIds, ["a,b"]],
    ["ids in one text", VpcepIds, "a,b"]
  ]
  for (const [what, schema, value] of values) {
    it(`refuses ${what}`, () => {
      expect(Result.isFailure(Schema.encodeUnknownResult(schema)(value))).toBe(true)
    })
  }
})
