import {
  makeApproval,
  makePlan,
  makeSnapshot,
  readAllowList,
  seal,
  type Sealed,
  signerOf,
  writeSealed
} from "@codearts/access"
import { Result } from "effect"
import { generateKeyPairSync } from "node:crypto"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { keys, region } from "./gate.ts"
import { deletionOf, directory, ids, openGuarded, seedOf } from "./guarded.ts"

const signer = () => {
  const { privateKey } = generateKeyPairSync("ed25519")
  return Result.getOrThrow(signerOf(privateKey.export({ format: "pem", type: "pkcs8" })))
}

const [planner, approver, stranger] = [signer(), signer(), signer()]
const tool = { name: "test", version: "1.0.0" }

/** Everything beyond `kept` is to go; more than two of them need a second person. */
const allowListOf = (kept: ReadonlyArray<string>) => `
guards: { maximum: 100, percent: 100 }
approvals: { above: 2, approvers: [{ name: second, key: "${approver.key}" }] }
tenants:
  - enterprise_id: tenant-a
    regions:
      - region: ${region}
        allowed:
${kept.map((id) => `          - { vpcep_id: ${id}, owner: o, reason: r, expires: never }`).join("\n")}
`

/** A gateway with entries, an allow-list and plans to file; a plan deletes all but the last two entries. */
const openPlanned = async (count: number) => {
  const home = directory()
  const plans = join(home, "plans")
  mkdirSync(plans)
  const allow_list = join(home, "allow-list.yaml")
  const text = allowListOf(ids(count).slice(-2))
  writeFileSync(allow_list, text)
  const gate = await openGuarded("remote", seedOf(count), { guards: { allow_list, plans } })
  const target = "/v2/vpceps?enterprise_id=tenant-a&limit=100"
  const { body } = await gate.call({ target, headers: { region }, by: keys.admin })
  const now = new Date()
  const reading = {
    enterprise_id: "tenant-a",
    region,
    total: body.total,
    vpceps: body.data.vpceps,
    request_ids: ["test"],
    started: now,
    ended: now
  }
  const snapshot = seal(Result.getOrThrow(makeSnapshot([reading], tool)))
  const allowList = Result.getOrThrow(readAllowList(text))
  const plan = seal(Result.getOrThrow(makePlan({ allowList, snapshot, now, tool })), planner)
  const file = (name: string, sealed: Sealed<unknown>) =>
    writeFileSync(join(plans, `${name}.json`), writeSealed(sealed))
  const approval = seal(makeApproval(plan, now), approver)
  const remove = async (
    vpcep_ids: ReadonlyArray<string>,
    digest: string | undefined = plan.digest
  ) => {
    const headers = { region, ...(digest !== "" && { "X-Codearts-Plan": digest }) }
    const { body, status } = await gate.call({ ...deletionOf(vpcep_ids), headers })
    return `${status} ${body.error_code ?? body.total}`
  }
  return { ...gate, allow_list, approval, file, plan, remove, snapshot, text }
}

describe("where more than two deletions need a second person", () => {
  it("refuses three without a plan with 409 KIT.0002, and lets two go", async () => {
    const { remove, seen } = await openPlanned(6)
    expect(await remove(ids(3), "")).toBe("409 KIT.0002")
    expect(seen).toEqual([expect.stringMatching(/^GET/u)])
    expect(await remove(ids(2), "")).toBe("200 2")
  })

  it("lets an approved plan go, chunk by chunk, whatever the order", async () => {
    const { approval, file, left, plan, remove, snapshot } = await openPlanned(42)
    file("anything", plan)
    file("before", snapshot)
    file("second person", approval)
    expect(await remove(ids(40).slice(30))).toBe("200 10")
    expect(await remove(ids(30))).toBe("200 30")
    expect(await left()).toBe(2)
  })

  it("refuses a plan that is not filed, or not with what it was made from", async () => {
    const { approval, file, plan, remove, snapshot } = await openPlanned(6)
    expect(await remove(ids(4))).toBe("409 KIT.0011")
    file("plan", plan)
    file("approval", approval)
    expect(await remove(ids(4))).toBe("409 KIT.0011")
    file("snapshot", snapshot)
    expect(await remove(ids(4), "sha256:")).toBe("409 KIT.0011")
    expect(await remove(ids(4))).toBe("200 4")
  })

  it("refuses a plan that nobody approved, or not one of the approvers", async () => {
    const { approval, file, plan, remove, snapshot } = await openPlanned(6)
    file("plan", plan)
    file("snapshot", snapshot)
    expect(await remove(ids(4))).toBe("409 KIT.0002")
    file("approval", seal(approval.content, stranger))
    expect(await remove(ids(4))).toBe("409 KIT.0002")
    file("approval", seal(approval.content, planner))
    expect(await remove(ids(4))).toBe("409 KIT.0002")
    file("approval", { ...approval, content: { ...approval.content, approved: "x" } })
    expect(await remove(ids(4))).toBe("409 KIT.0002")
  })

  it("refuses other entries than those of a chunk: fewer, more, or others", async () => {
    const { approval, file, plan, remove, seen, snapshot } = await openPlanned(6)
    for (const [name, sealed] of Object.entries({ approval, plan, snapshot })) file(name, sealed)
    expect(await remove(ids(3))).toBe("409 KIT.0011")
    expect(await remove(ids(5))).toBe("409 KIT.0011")
    expect(await remove(["vp-000", "vp-001", "vp-002", "vp-005"])).toBe("409 KIT.0011")
    expect(seen.filter((each) => each.startsWith("DELETE"))).toEqual([])
  })

  it("refuses a plan once the list has changed, or the allow-list", async () => {
    const { allow_list, approval, file, plan, remove, snapshot, text } = await openPlanned(6)
    for (const [name, sealed] of Object.entries({ approval, plan, snapshot })) file(name, sealed)
    writeFileSync(allow_list, `${text}\n`)
    expect(await remove(ids(4))).toBe("409 KIT.0011")
    writeFileSync(allow_list, text)
    expect(await remove(["vp-005"], "")).toBe("200 1")
    expect(await remove(ids(4))).toBe("409 KIT.0011")
  })

  it("refuses a plan that is named without being signed", async () => {
    const { call, plan } = await openPlanned(6)
    const unsigned = { "X-Codearts-Plan": plan.digest }
    const { body, status } = await call({ ...deletionOf(ids(2)), unsigned })
    expect([status, body.error_code]).toEqual([401, "APIGW.0301"])
  })
})
