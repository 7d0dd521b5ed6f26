import { sampleSeed } from "@codearts/emulator"
import { describe, expect, it } from "@effect/vitest"
import { codearts, ids, inWorld, person } from "./codearts.ts"
import { page, server } from "./server.ts"

const columns = ["vpcep_id", "region", "description", "creator", "create_time", "modify_time"]

const rowsOf = (text: string) => text.split("\n").map((line) => line.split("\t"))

const [tenant] = sampleSeed.tenants
const many = {
  tenants: sampleSeed.tenants.map((sample) => ({
    ...sample,
    vpceps: Array.from({ length: 120 }, (_, index) => ({
      vpcep_id: `vp-${String(index).padStart(3, "0")}`,
      description: "one of many",
      creator: "owner",
      create_time: "2026-05-25T09:30:15Z",
      modify_time: "2026-05-25T09:30:15Z",
      region: "ap-southeast-3"
    }))
  }))
}

describe("codearts vpcep list", () => {
  it("lists the tenant's entries of every region, tab-separated under a header in a pipe", async () => {
    const { status, stderr, stdout } = await codearts("vpcep list")
    const [header, ...rows] = rowsOf(stdout)
    expect([status, stderr]).toEqual([0, ""])
    expect(header).toEqual(columns)
    expect(rows.map(([id]) => id)).toEqual(tenant?.vpceps.map(({ vpcep_id }) => vpcep_id))
    expect(rows.at(-1)?.[1]).toBe("la-north-2")
  })

  it("lines the same columns up on a terminal", async () => {
    const { stdout } = await codearts("vpcep list", { terminal: person })
    const lines = stdout.split("\n")
    expect(lines[0]?.split(/ {2,}/u)).toEqual(columns)
    expect(lines.map((line) => line.slice(38, 40))).toEqual(["re", ...ids.map(() => "ap"), "la"])
  })

  it("cuts a line that does not fit the terminal, and says so by an ellipsis", async () => {
    const { stdout } = await codearts("vpcep list", { terminal: { ...person, width: 60 } })
    expect(stdout.split("\n")[1]).toBe(`${ids[0]}  ap-southeast-3  CodeA…`)
  })

  it("gives the API's own answer with -o json, whole", async () => {
    const { stdout } = await codearts("vpcep list -o json", {
      terminal: { ...person, width: 60 }
    })
    const answer = JSON.parse(stdout)
    expect(answer).toMatchObject({
      status: "ok",
      total: 8,
      data: { enterprise_id: tenant?.enterprise_id }
    })
    expect(answer.data.vpceps).toEqual(tenant?.vpceps)
  })

  it("gives the form that is asked for, wherever it goes", async () => {
    const piped = await codearts("vpcep list --limit 1 --output table")
    const shown = await codearts("vpcep list --limit 1 --output tsv", { terminal: person })
    expect(piped.stdout.split("\n")[0]?.split(/ {2,}/u)).toEqual(columns)
    expect(rowsOf(shown.stdout)[0]).toEqual(columns)
  })

  it(
    "reads page after page until it has all",
    inWorld(async (codearts) => {
      const { sent, stdout } = await codearts("vpcep list")
      expect(rowsOf(stdout)).toHaveLength(121)
      // Each page begins with the last entry of the one before.
      expect(sent.map(({ path }) => new URLSearchParams(path).get("offset"))).toEqual(["0", "99"])
    }, many)
  )

  it("reads the one page that is asked for, and says on stderr that there is more", async () => {
    const { sent, status, stderr, stdout } = await codearts("vpcep list --limit 2 --offset 1")
    expect(rowsOf(stdout).map(([id]) => id)).toEqual(["vpcep_id", ids[1], ids[2]])
    expect([status, sent.length, stderr]).toEqual([0, 1, "2 of 8 entries shown"])
  })

  it("narrows by id and orders by id, as the contract has it", async () => {
    const { stdout } = await codearts(`vpcep list --vpcep-ids ${ids[0]},${ids[1]} --sort desc`)
    expect(rowsOf(stdout).map(([id]) => id)).toEqual(["vpcep_id", ids[1], ids[0]])
  })

  it("is a header alone where nothing is listed", async () => {
    const { status, stderr, stdout } = await codearts("vpcep list --vpcep-ids none")
    expect([status, stderr, stdout]).toEqual([0, "", columns.join("\t")])
  })

  it("never tells a list that changed while it was read: exit 6", async () => {
    const shrinking = server(({ path }) =>
      path.includes("offset=0") ? page([{ vpcep_id: "a" }], 101) : page([], 100)
    )
    const { status, stderr, stdout } = await codearts("vpcep list", { server: shrinking })
    expect([status, stdout]).toEqual([6, ""])
    expect(stderr).toContain("incomplete")
    expect(stderr).toContain("do:")
  })
})
