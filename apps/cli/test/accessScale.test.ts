import { describe, expect, it } from "@effect/vitest"
import {
  allowListFor,
  directory,
  emulatorOf,
  Flaky,
  keyPair,
  secretKey,
  tenantOf
} from "./accessWorld.ts"
import { codearts } from "./codearts.ts"

const regionNames = [
  "af-north-1",
  "af-south-1",
  "ap-southeast-3",
  "la-north-2",
  "la-south-2",
  "me-east-1",
  "sa-brazil-1",
  "tr-west-1"
]

const perRegion = 625
const drifted = 3

/** Entries after the allowed ones are the drift. */
const isDrift = (id: string) => Number(id.split("-").at(-1)) >= perRegion - drifted

const ids = Array.from({ length: perRegion }, (_, index) => `ep-${String(index).padStart(4, "0")}`)

const tenants = Array.from({ length: 10 }, (_, number) =>
  tenantOf(`tenant${number}`, ids, regionNames)
)

/** A tenant's own access key, beside the others. */
const env = {
  CODEARTS_ENTERPRISE_ID: undefined,
  ...Object.fromEntries(
    tenants.flatMap(({ enterprise_id }, number) => [
      [`HUAWEICLOUD_SDK_AK_${enterprise_id}`, `KEYOFTENANT${number}`],
      [`HUAWEICLOUD_SDK_SK_${enterprise_id}`, secretKey]
    ])
  )
}

const countsOf = (text: string) =>
  Object.fromEntries(
    [...Map.groupBy(text.split("\n").slice(1), (line) => line.split("\t")[3] ?? "")].map(
      ([outcome, { length }]) => [outcome, length]
    )
  )

describe("ten tenants, eight regions, 50,000 entries", () => {
  it("drift is found, planned, approved, deleted in spite of the network, and proved", async () => {
    const emulator = await emulatorOf({ tenants })
    const { path, write } = directory()
    const [planner, second] = [keyPair(), keyPair()]
    write("planner.pem", planner.pem)
    write("second.pem", second.pem)
    const list = write(
      "list.json",
      allowListFor(tenants, isDrift, {
        guards: { maximum: 300 },
        approvals: { above: 10, approvers: [{ name: "Second", key: second.key }] }
      })
    )
    let deletions = 0
    const flaky = new Flaky(emulator, ({ method }) => {
      if (method === "DELETE") deletions += 1
      // An answer is lost, and then there is no network at all.
      if (deletions === 20 && method === "DELETE") return "after"
      return deletions >= 40 ? "before" : undefined
    })
    const at = (server: typeof emulator) => (line: string) =>
      codearts(`${line} --allow-list ${list}`, { env, server })
    const run = at(emulator)
    const expected = tenants.length * regionNames.length * drifted

    const taken = await run(`access snapshot --out ${path("s.json")} --key ${path("planner.pem")}`)
    expect([taken.status, taken.stderr.split(" ")[0]]).toEqual([0, "50000"])

    const found = await codearts(`access report ${path("s.json")} --allow-list ${list}`, { env })
    expect(found.stderr).toContain(`${expected} findings, 0 muted`)

    const plan = await run(
      `access plan ${path("s.json")} --key ${path("planner.pem")} --out ${path("p.json")}`
    )
    expect([plan.status, plan.stdout.split("\n").length - 1]).toEqual([0, expected])

    const apply = `access apply ${path("p.json")} --snapshot ${path("s.json")} --evidence ${path("e")} --key ${path("planner.pem")} --yes`
    const approved = await run(
      `access approve ${path("p.json")} --key ${path("second.pem")} --out ${path("a.json")}`
    )
    expect(approved.status).toBe(0)

    const cut = await at(flaky)(`${apply} --approval ${path("a.json")}`)
    expect([cut.status, cut.stderr]).toEqual([5, expect.stringContaining("codearts access apply")])
    // 39 of the 80 requests got through, of one of which the answer was lost.
    expect(countsOf(cut.stdout)).toEqual({
      deleted: 38 * drifted,
      deletedEarlier: drifted,
      unknown: drifted,
      refused: expected - 40 * drifted
    })
    const half = await codearts(`access verify ${path("e")}`, { env })
    expect([half.status, half.stdout]).toEqual([0, expect.stringContaining("finished: no")])

    const resumed = await run(`${apply} --approval ${path("a.json")}`)
    expect([resumed.status, countsOf(resumed.stdout)]).toEqual([
      0,
      { deleted: expected - drifted, deletedEarlier: drifted }
    ])

    const verified = await codearts(`access verify ${path("e")} --signed-by ${planner.key}`, {
      env
    })
    expect([verified.status, verified.sent]).toEqual([0, []])
    expect(verified.stdout).toContain("sound\nfinished: yes")
  }, 600_000)
})
