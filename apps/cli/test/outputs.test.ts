import { describe, expect, it } from "@effect/vitest"
import { parse } from "yaml"
import { codearts, ids, inWorld, person } from "./codearts.ts"
import { page, server } from "./server.ts"

const [first = "", second = ""] = ids

const some = server(() =>
  page([
    { vpcep_id: "b", region: "r", description: "=1+1", creator: "x, y" },
    { vpcep_id: "c", region: "r", creator: 'say "yes"' },
    { vpcep_id: "a", region: "r", extra: [1], creator: "x, y" }
  ])
)

const lines = async (line: string | ReadonlyArray<string>) => {
  const { status, stderr, stdout } = await codearts(line, { server: some })
  expect([status, stderr]).toEqual([0, ""])
  return stdout.split("\n")
}

const queried = (query: string, ...more: ReadonlyArray<string>) =>
  lines(["vpcep", "list", "--query", query, ...more])

describe("the form of an answer", () => {
  it("csv: a header and a row each, as RFC 4180 has it, and no cell that a spreadsheet runs", async () => {
    expect(await lines("vpcep list -o csv --columns vpcep_id,description,creator")).toEqual([
      "vpcep_id,description,creator\r",
      'b,\'=1+1,"x, y"\r',
      'c,,"say ""yes"""\r',
      'a,,"x, y"\r'
    ])
  })

  it("jsonl: each row a line, with all that it has", async () => {
    const rows = (await lines("vpcep list -o jsonl")).map((line) => JSON.parse(line))
    expect(rows).toHaveLength(3)
    expect(rows[2]).toMatchObject({ vpcep_id: "a", region: "r", extra: [1], creator: "x, y" })
  })

  it("yaml: the answer as the API gives it, whole", async () => {
    const [yaml, json] = [
      await codearts("vpcep list -o yaml"),
      await codearts("vpcep list -o json")
    ]
    expect(parse(yaml.stdout)).toEqual(JSON.parse(json.stdout))
  })

  it("ids: the ids alone, and not even a line where there are none", async () => {
    expect(await lines("vpcep list -o ids")).toEqual(["b", "c", "a"])
    const { status, stdout } = await codearts("vpcep list -o ids --vpcep-ids none")
    expect([status, stdout]).toEqual([0, ""])
  })

  it("ids: can be deleted", async () => {
    const { stdout } = await codearts("vpcep list -o ids --limit 2")
    const listed = stdout.split("\n")
    const { stdout: shown } = await codearts(`vpcep delete ${listed.join(" ")} --dry-run -o ids`)
    expect(shown.split("\n")).toEqual([first, second])
  })

  it("ids: is not offered where rows have none: exit 2", async () => {
    const { status, stderr } = await codearts("emulator clock -o ids")
    expect([status, stderr]).toEqual([2, expect.stringContaining("--output: must be table or")])
  })

  it.each(["table", "tsv", "csv", "json", "jsonl", "yaml", "ids"])(
    "%s: is offered by every list, on a terminal and in a pipe",
    async (form) => {
      for (const line of ["vpcep list", "error list --status 409", "error search token"]) {
        const piped = await codearts(`${line} -o ${form}`)
        const shown = await codearts(`${line} -o ${form}`, { terminal: person })
        expect([piped.status, shown.stdout]).toEqual([0, piped.stdout])
      }
    }
  )
})

describe("--columns", () => {
  it("are shown in the order given, in any form", async () => {
    expect(await lines("vpcep list --columns creator,vpcep_id")).toEqual([
      "creator\tvpcep_id",
      "x, y\tb",
      'say "yes"\tc',
      "x, y\ta"
    ])
    expect(JSON.parse((await lines("vpcep list --columns vpcep_id -o json")).join(""))).toEqual([
      { vpcep_id: "b" },
      { vpcep_id: "c" },
      { vpcep_id: "a" }
    ])
  })

  it("may be some that a list does not show by itself", async () => {
    const { status, stdout } = await codearts("error list --status 409 --columns code,action")
    expect([status, stdout.split("\n")[0]]).toEqual([0, "code\taction"])
  })

  it.each([
    ["vpcep list --columns vpcep_id,creatr", "--columns: must be some of vpcep_id, region,"],
    ["vpcep list --sort-by creatr", "--sort-by: must be one of vpcep_id, region,"],
    ["vpcep delete vp-1 --yes --columns x", "--columns: must be some of vpcep_id, region,"]
  ])("that there are not are told before anything is sent: %s", async (line, reason) => {
    const { sent, status, stderr, stdout } = await codearts(line)
    expect([status, stdout, sent]).toEqual([2, "", []])
    expect(stderr).toContain(reason)
  })
})

describe("--sort-by", () => {
  it("orders rows by a column, shown or not, and leaves those alike as they were", async () => {
    expect(await lines("vpcep list -o ids --sort-by creator")).toEqual(["c", "b", "a"])
  })

  it("orders them the other way after a hyphen, in a word of its own or not", async () => {
    expect(await lines("vpcep list -o ids --sort-by -vpcep_id")).toEqual(["c", "b", "a"])
    expect(await lines("vpcep list -o ids --sort-by=-creator")).toEqual(["b", "a", "c"])
  })
})

describe("--query", () => {
  it("leaves rows, which are shown as rows", async () => {
    expect(await queried("data.vpceps[?creator=='x, y'].{id: vpcep_id, by: creator}")).toEqual([
      "id\tby",
      "b\tx, y",
      "a\tx, y"
    ])
  })

  it("leaves values, or lists of them, which have no header", async () => {
    expect(await queried("total")).toEqual(["3"])
    expect(await queried("data.vpceps[].vpcep_id", "-o", "csv")).toEqual(["b\r", "c\r", "a\r"])
    expect(await queried("data.vpceps[].[vpcep_id, description]")).toEqual([
      "b\t=1+1",
      "c\t",
      "a\t"
    ])
  })

  it("leaves anything else, which is shown as JSON", async () => {
    expect(JSON.parse((await queried("data.vpceps[2]")).join(""))).toMatchObject({ extra: [1] })
    expect(await queried("nothing")).toEqual(["null"])
    expect(await queried("constructor")).toEqual(["null"])
  })

  it("is asked of the rows where they are narrowed or sorted", async () => {
    const sorted = await queried(
      "[0]",
      "-o",
      "jsonl",
      "--sort-by",
      "vpcep_id",
      "--columns",
      "vpcep_id"
    )
    expect(sorted).toEqual(['{"vpcep_id":"a"}'])
  })

  it("leaves rows with ids, which can be told alone", async () => {
    expect(await queried("data.vpceps[1:].{x: creator, vpcep_id: vpcep_id}", "-o", "ids")).toEqual([
      "c",
      "a"
    ])
  })

  it.each(["json", "jsonl", "yaml", "csv", "ids"])("goes with -o %s", async (form) => {
    const shown = await queried("data.vpceps[].vpcep_id", "-o", form)
    expect(shown.join("").match(/[abc]/gu)).toEqual(["b", "c", "a"])
  })

  it.each([
    ["data.[", "and this one ends too early, after 6 characters"],
    ["a.b c", "what does not fit is, at character 5: c"],
    ["a ; b", "what does not fit is, at character 3: ; b"],
    ["foo.[foo(@)]", "there is no function foo, at character 6"],
    ["\u001b", String.raw`what does not fit is, at character 1: \u001b`]
  ])("that is none is told with its place, and nothing is sent: %j", async (query, reason) => {
    const line = ["vpcep", "delete", first, "--yes", "--query", query]
    const { sent, status, stderr, stdout } = await codearts(line)
    expect([status, stdout, sent]).toEqual([2, "", []])
    expect(stderr).toContain(`error: --query: must be a JMESPath expression`)
    expect(stderr).toContain(reason)
  })

  it.each([
    [["vpcep", "list", "--query", "sort(total)"], "sort() expected argument 1"],
    [["vpcep", "list", "--query", "data.vpceps[].{x: creator}", "-o", "ids"], "has no ids"]
  ])("that does not fit the answer is told so: %j", async (line, reason) => {
    const { status, stderr, stdout } = await codearts(line)
    expect([status, stdout]).toEqual([1, ""])
    expect(stderr).toContain(reason)
    expect(stderr).toContain("codearts error explain KIT.0140")
  })

  it(
    "that does not fit the answer to a deletion leaves no doubt where to look",
    inWorld(async (codearts) => {
      const line = ["vpcep", "delete", first, "--yes", "--query", "keys(total)"]
      const { status, stderr } = await codearts(line)
      expect([status, stderr]).toEqual([1, expect.stringContaining("run codearts vpcep list")])
    })
  )
})

describe("colours", () => {
  const coloured = { terminal: person, colours: true }

  it.each(["vpcep list --help --no-color", "--no-color error list --help"])(
    "are in help on a terminal, and not with --no-color: %s",
    async (line) => {
      const [plain, shown, piped] = [
        await codearts(line, coloured),
        await codearts(line.replace("--no-color", ""), coloured),
        await codearts(line.replace("--no-color", ""), { colours: true })
      ]
      const escapes = [plain, shown, piped].map(({ stdout }) => stdout.includes("\u001b"))
      expect([plain.status, escapes]).toEqual([0, [false, true, false]])
    }
  )

  it("are no part of an answer", async () => {
    const { status, stdout } = await codearts("vpcep list --no-color", coloured)
    expect([status, stdout.includes("\u001b")]).toEqual([0, false])
    expect((await codearts("vpcep list", coloured)).stdout).toBe(stdout)
  })
})
