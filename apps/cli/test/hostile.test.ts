import { describe, expect, it } from "@effect/vitest"
import { type Circumstances, codearts, person } from "./codearts.ts"
import { page, saying, server } from "./server.ts"

const attacks = {
  "a C0 control": "a\u001b[2Jb\u0007\b\r",
  "a C1 control": "a\u009b31mb\u0085",
  "a link (OSC 8)": "\u001b]8;;https://example.com\u001b\\click\u001b]8;;\u001b\\",
  "the clipboard (OSC 52)": "\u001b]52;c;cm0gLXJmIH4=\u0007",
  "a turned direction": "abc\u202ecba\u2066\u061c\u200f",
  "what cannot be seen": "a\u200bb\ufeffc\u{e0041}",
  "a line separator": "a\u2028b\u2029c",
  "half a letter": "a\ud800b",
  "another row": "a\nvp-2\tap-southeast-3"
}

// A line of CSV ends with CR and LF.
const raw = /[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?![\t\n]|\r(?:\n|$))\p{Cc}/u

const entry = (text: string) => ({
  vpcep_id: "vp-1",
  description: text,
  creator: text,
  region: text
})

const forms: ReadonlyArray<[string, Circumstances]> = [
  ...["table", "tsv", "csv", "json", "jsonl", "yaml", "ids"].map(
    (form): [string, Circumstances] => [`-o ${form}`, { terminal: person }]
  ),
  ["-o tsv", {}],
  ["-o table --query data.vpceps[].description", { terminal: person }],
  ["-o csv --query data.vpceps[].[creator]", { terminal: person }],
  ["-o tsv --query data.vpceps[0].creator", { terminal: person }],
  ["-o table --query data.vpceps", { terminal: person }],
  ["--query data.vpceps[0]", { terminal: person }]
]

describe("text of a server", () => {
  for (const [name, text] of Object.entries(attacks)) {
    it.each(forms)(`shows ${name} as text with %s`, async (form, circumstances) => {
      const hostile = server(() => page([entry(text)]))
      const { stderr, stdout } = await codearts(`vpcep list ${form}`, {
        ...circumstances,
        server: hostile
      })
      expect(stdout + stderr).not.toMatch(raw)
      expect(stdout).toMatch(form === "-o ids" ? /^vp-1$/u : /\\/u)
    })

    it(`shows ${name} as text in a refusal`, async () => {
      const body = { error_code: text, error_msg: text, request_id: text }
      const { stderr, stdout } = await codearts("vpcep list", {
        terminal: person,
        server: saying(400, body)
      })
      expect(stdout + stderr).not.toMatch(raw)
    })

    it(`shows ${name} as text before a deletion`, async () => {
      const hostile = server(() => page([{ ...entry(text), region: "ap-southeast-3" }]))
      const { stderr } = await codearts("vpcep delete vp-1", { terminal: person, server: hostile })
      expect(stderr).toContain("1 entry to delete:")
      expect(stderr).not.toMatch(raw)
    })
  }

  it("makes no row of its own", async () => {
    const hostile = server(() => page([entry(attacks["another row"])]))
    const { stdout } = await codearts("vpcep list", { server: hostile })
    expect(stdout.split("\n").map((line) => line.split("\t").length)).toEqual([6, 6])
  })

  it.each([
    ["csv", 2],
    ["jsonl", 1],
    ["ids", 1]
  ])("makes no line of its own with -o %s", async (form, count) => {
    const hostile = server(() => page([entry(attacks["another row"])]))
    const { stdout } = await codearts(`vpcep list -o ${form}`, { server: hostile })
    expect(stdout.split("\n")).toHaveLength(count)
  })

  const values = Object.values(attacks)
  const nested = values.map((text, index) => ({ vpcep_id: `vp-${index}`, [text]: { [text]: 1 } }))
  const flat = values.map((text, index) => ({ vpcep_id: `vp-${index}`, [text]: text }))

  it.each([
    ["json", nested],
    ["jsonl", nested],
    ["yaml", nested],
    ["table --query data.vpceps", nested],
    ["table --query data.vpceps", flat],
    ["tsv --query data.vpceps", flat],
    ["csv --query data.vpceps", flat]
  ])("shows names of fields, too, as text with -o %s", async (form, entries) => {
    const hostile = server(() => page(entries))
    const { status, stdout } = await codearts(`vpcep list -o ${form}`, {
      terminal: person,
      server: hostile
    })
    expect([status, stdout.match(raw)]).toEqual([0, null])
  })

  it("reads back from JSON as it was", async () => {
    const rows = Object.values(attacks).map((text, index) => ({
      ...entry(text),
      vpcep_id: `vp-${index}`
    }))
    const { stdout } = await codearts("vpcep list -o json", { server: server(() => page(rows)) })
    const sent: unknown = JSON.parse(Buffer.from(JSON.stringify(rows)).toString())
    expect(JSON.parse(stdout).data.vpceps).toEqual(sent)
  })

  it("does not become a command to copy", async () => {
    const body = { error_code: "$(reboot)", error_msg: "" }
    const { stderr } = await codearts("vpcep list", { server: saying(400, body) })
    expect(stderr).not.toContain("codearts error explain $(reboot)")
  })

  it("stays as it is where it is only foreign", async () => {
    const { stdout } = await codearts("vpcep list", {
      server: server(() => page([entry("构建执行机 – é")]))
    })
    expect(stdout).toContain("构建执行机 – é")
  })
})
