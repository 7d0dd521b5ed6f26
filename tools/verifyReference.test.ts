import { statusText } from "@codearts/error-catalog"
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { differences } from "./reference/differences.ts"
import { ours } from "./reference/ours.ts"
import { readDocument } from "./reference/readDocument.ts"
import { recorded } from "./reference/recorded.ts"
import { writeDocument } from "./reference/writeDocument.ts"

const here = ours()
const document = writeDocument(recorded())
const found = (text: string) => differences(readDocument(text), here)

const replaced = (from: string, to: string) => {
  expect(document).toContain(from)
  return document.replace(from, to)
}

describe("the facts of the reference", () => {
  it("are what the catalog and the contract say", () => {
    expect(differences(recorded(), here)).toEqual([])
  })

  it("have a text of the catalog's own for every refusal of table 6-1", () => {
    const ofNone = [statusText(499), statusText(599)]
    const refusals = here.statuses.map(({ status }) => Number(status)).filter((each) => each >= 400)
    expect(refusals).toHaveLength(26)
    expect(refusals.filter((status) => ofNone.includes(statusText(status)))).toEqual([])
  })

  it("are read from a document as they were written into it", () => {
    expect(readDocument(document)).toEqual(recorded())
  })
})

const row = "404\tUC.00011005\tNot found."

const edits: ReadonlyArray<readonly [what: string, text: string, difference: string]> = [
  [
    "a status",
    replaced(row, "400\tUC.00011005\tNot found."),
    "6.2, UC.00011005: status is 400 in the document, 404 here"
  ],
  [
    "a code",
    replaced(row, "404\tUC.00011006\tNot found."),
    '6.2, UC.00011005: code is "UC.00011006" in the document, "UC.00011005" here'
  ],
  [
    "a letter of a message",
    replaced(row, "404\tUC.00011005\tNot fount."),
    '6.2, UC.00011005: message is "Not fount." in the document, "Not found." here'
  ],
  [
    "a range",
    replaced("0 to 9,999.", "0 to 9,998."),
    "table 4-7, offset: maximum is 9998 in the document, 9999 here"
  ],
  [
    "a range in words that are new",
    replaced("<b>Range</b> 0 to 9,999.", "<b>Range</b> Below ten thousand."),
    'table 4-7, offset: range is "Below ten thousand." in the document, nothing here; minimum is nothing in the document, 0 here; maximum is nothing in the document, 9999 here'
  ],
  [
    "the characters of a field",
    replaced("1 to 1,229 characters. Use only lower-case", "1 to 1,229 characters. Use only"),
    'table 4-7, vpcep_ids: characters is "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" in the document, "-0123456789abcdefghijklmnopqrstuvwxyz" here'
  ],
  [
    "a mandatory flag",
    replaced("vpcep_ids\tNo", "vpcep_ids\tYes"),
    "table 4-7, vpcep_ids: mandatory is true in the document, false here"
  ],
  [
    "a mandatory flag where we are stricter",
    replaced("vpceps\tNo", "vpceps\tYes"),
    "table 4-2, vpceps: mandatory is true in the document, false here"
  ],
  [
    "a row removed",
    document.replace(/\n404\tUC\.00011005[^\n]*/u, ""),
    '6.2: the document lacks code "UC.00011005", status 404, message "Not found."'
  ],
  [
    "a row removed from the fields",
    document.replace(/\nlimit\tNo[^\n]*/u, ""),
    'table 4-7: the document lacks field "limit", mandatory false, type "Integer", minimum 1, maximum 100'
  ],
  [
    "a row added",
    replaced(row, `404\tUC.00010004\tNo such role.\tWhat.\tDo.\n${row}`),
    '6.2: only the document has code "UC.00010004", status 404, message "No such role."'
  ],
  [
    "a row added to the fields",
    replaced("limit\tNo", "marker\tNo\tString\t<b>Range</b> N/A\nlimit\tNo"),
    'table 4-7: only the document has field "marker", mandatory false, type "String"'
  ],
  [
    "a status of an operation",
    replaced("401\tWhat it means.", "403\tWhat it means."),
    "DELETE /v2/vpceps, status codes, 401: status is 403 in the document, 401 here"
  ],
  [
    "a value of an example",
    replaced('"VPCEP2"', '"VPCEP3"'),
    String.raw`examples, /6/data/vpceps/1/description: value is "\"VPCEP3\"" in the document, "\"VPCEP2\"" here`
  ],
  [
    "a header",
    replaced('"SAMEORIGIN"', '"DENY"'),
    'figure 3-2, x-frame-options: value is "DENY" in the document, "SAMEORIGIN" here'
  ]
]

describe("a document with one edit has one difference", () => {
  for (const [what, text, difference] of edits) {
    it(`in ${what}`, () => {
      expect(found(text)).toEqual([difference])
    })
  }

  it("in a table that is missing", () => {
    const cut = document.replace(/\*\*Table 4-3\*\*[\s\S]*?(?=\*\*Status code: 200\*\*)/u, "")
    expect(found(cut)).toEqual([
      'chapter 4, tables: the document lacks table "4-3", operation "DELETE /v2/vpceps", place "vpceps"'
    ])
  })
})

describe("pnpm verify:reference", { timeout: 60_000 }, () => {
  const directory = mkdtempSync(join(tmpdir(), "codearts-reference-"))
  afterAll(() => rmSync(directory, { recursive: true }))

  const verify = (...args: ReadonlyArray<string>) => {
    const program = join(import.meta.dirname, "verifyReference.ts")
    const { status, stderr, stdout } = spawnSync(process.execPath, [program, ...args], {
      encoding: "utf8"
    })
    return { status, stderr, stdout }
  }

  const written = (text: string) => {
    const file = join(directory, "reference.md")
    writeFileSync(file, text)
    return file
  }

  it("prints nothing for a document without differences", () => {
    expect(verify(written(document))).toEqual({ status: 0, stderr: "", stdout: "" })
  })

  it("prints each difference on a line, and ends with 1", () => {
    const text = replaced(row, "400\tUC.00011005\tNot found.").replace(
      "vpcep_ids\tNo",
      "vpcep_ids\tYes"
    )
    const { status, stdout } = verify(written(text))
    expect([status, stdout.trimEnd().split("\n").length]).toEqual([1, 2])
  })

  it("asks for the one file it reads, and ends with 2", () => {
    expect(verify(join(directory, "none.md"))).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringMatching(/no such file.*\nusage: pnpm verify:reference FILE\n$/)
    })
  })
})
