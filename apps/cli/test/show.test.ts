import { describe, expect, it } from "@effect/vitest"
import { codearts, ids, person } from "./codearts.ts"
import { page, server } from "./server.ts"

const [first = "", second = ""] = ids

describe("codearts vpcep show", () => {
  it("shows the entry of one id, having asked for that alone", async () => {
    const { sent, status, stderr, stdout } = await codearts(`vpcep show ${second}`)
    expect([status, stderr, sent.length]).toEqual([0, "", 1])
    expect(sent[0]?.path).toContain(`vpcep_ids=${second}`)
    const [header, ...rows] = stdout.split("\n").map((line) => line.split("\t"))
    expect(header?.[0]).toBe("vpcep_id")
    expect(rows.map(([id]) => id)).toEqual([second])
  })

  it("shows all that the API says of it with -o json", async () => {
    const { stdout } = await codearts(`vpcep show ${first} -o json`, { terminal: person })
    expect(JSON.parse(stdout)).toMatchObject([
      { vpcep_id: first, region: "ap-southeast-3", creator: "owner" }
    ])
  })

  it("shows it for every region that has it, and nothing else that is answered", async () => {
    const talkative = server(() =>
      page([
        { vpcep_id: "a", region: "x" },
        { vpcep_id: "b", region: "x" },
        { vpcep_id: "a", region: "y" }
      ])
    )
    const { stdout } = await codearts("vpcep show a --columns region", { server: talkative })
    expect(stdout).toBe("region\nx\ny")
  })

  it("says that it is not in the list: exit 1", async () => {
    const { status, stderr, stdout } = await codearts("vpcep show nowhere")
    expect([status, stdout]).toEqual([1, ""])
    expect(stderr).toMatch(/^error: nowhere is not in the list of \w+$/mu)
    expect(stderr.split("\n").at(-1)).toBe("  more: codearts error explain KIT.0106")
  })

  it.each([
    ["vpcep show", "<vpcep-id> is required"],
    ["vpcep show A", "<vpcep-id>: must be 1 to 40 digits, lower-case letters or hyphens (-)"]
  ])("is wrong usage, and sends nothing: %s", async (line, reason) => {
    const { sent, status, stderr } = await codearts(line)
    expect([status, sent, stderr.split("\n")[0]]).toEqual([2, [], `error: ${reason}`])
  })
})
