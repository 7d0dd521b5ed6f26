import { readSealed, Snapshot } from "@codearts/access"
import { Result } from "effect"
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import type { ServerResponse } from "node:http"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { keys, openGate, region, remoteAt } from "./gate.ts"
import { deletionOf, directory, ids, openGuarded, seedOf } from "./guarded.ts"
import { openUpstream } from "./upstream.ts"

const listFile = (text: string) => {
  const file = join(directory(), "allow-list.yaml")
  writeFileSync(file, text)
  return file
}

const allowed = (vpcep_id: string) =>
  `{ vpcep_id: ${vpcep_id}, owner: platform, reason: builds, expires: never }`

const declaring = (more: string) => `
tenants:
  - enterprise_id: tenant-a
    regions:
      - region: ${region}
        allowed: [${allowed("vp-001")}, ${allowed("vp-002")}]
        ${more}
`

for (const kind of ["embedded", "remote"] as const) {
  describe(`in front of ${kind} upstream`, () => {
    it("passes on what no guard minds, and forwards the bytes it was sent", async () => {
      const { call, left, seen } = await openGuarded(kind, seedOf(10))
      expect((await call(deletionOf(["vp-000", "vp-001"]))).body).toEqual({
        status: "ok",
        total: 2
      })
      expect(seen).toEqual(["DELETE /v2/vpceps"])
      expect(await left()).toBe(8)
    })

    const refused: ReadonlyArray<
      readonly [string, number, ReadonlyArray<string>, string, string?]
    > = [
      ["the last entries", 2, ids(2), "last-entry"],
      ["more than 20 % of a list of six", 6, ids(2), "percent"],
      ["more than ten entries", 60, ids(11), "maximum"],
      ["a protected entry", 10, ["vp-001"], "protected", "protected: [vp-001]"],
      ["the entry we come in through", 10, ["vp-001"], "self", "self: [vp-001]"],
      [
        "an entry that private access needs",
        10,
        ["vp-001"],
        "required",
        "required: { repo: vp-001, cf2: vp-002 }"
      ]
    ]
    for (const [what, entries, vpcep_ids, guard, declared] of refused) {
      it(`refuses ${what} with 403 KIT.0001, and sends nothing`, async () => {
        const { call, left, seen } = await openGuarded(kind, seedOf(entries), {
          guards: declared === undefined ? {} : { allow_list: listFile(declaring(declared)) }
        })
        const { body, status } = await call(deletionOf(vpcep_ids))
        expect([status, body.error_code]).toEqual([403, "KIT.0001"])
        expect(body.error_msg).toContain(`${guard}: `)
        expect(seen).toEqual([])
        expect(await left()).toBe(entries)
      })
    }

    it("lets half of a list of five go, and ten of fifty", async () => {
      const five = await openGuarded(kind, seedOf(5))
      expect((await five.call(deletionOf(ids(4)))).status).toBe(200)
      const fifty = await openGuarded(kind, seedOf(50))
      expect((await fifty.call(deletionOf(ids(10)))).status).toBe(200)
    })

    it("judges by the whole list, all pages of it", async () => {
      const { call } = await openGuarded(kind, seedOf(250), {
        guards: { allow_list: listFile("guards: { maximum: 100 }\ntenants: []") }
      })
      expect((await call(deletionOf(ids(51)))).body.error_msg).toContain("51 of 250 entries")
      expect((await call(deletionOf(ids(50)))).status).toBe(200)
    })

    it("counts the entries of the header's region alone where the last is at stake", async () => {
      const { call } = await openGuarded(kind, seedOf(1, 9))
      expect((await call(deletionOf(ids(1)))).body.error_msg).toContain("last-entry: ")
    })

    it("answers 404 for an id of another region, and sends nothing", async () => {
      const { call, seen } = await openGuarded(kind, seedOf(5, 5))
      const { body, status } = await call(deletionOf(["vp-000", "far-vp-000"]))
      expect([status, body.error_code, seen]).toEqual([404, "UC.00011005", []])
    })

    it("lets one of two go that would leave nothing together", async () => {
      const { left, requestOf, sendAgain } = await openGuarded(kind, seedOf(2))
      const both = ids(2).map((id) => requestOf(deletionOf([id])))
      const replies = await Promise.all(both.map(sendAgain))
      expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 403]))
      expect(await left()).toBe(1)
    })

    it("takes a deletion again that a guard refused", async () => {
      const file = listFile(declaring("protected: [vp-001]"))
      const { requestOf, sendAgain } = await openGuarded(kind, seedOf(10), {
        guards: { allow_list: file }
      })
      const request = requestOf(deletionOf(["vp-001"]))
      expect((await sendAgain(request)).status).toBe(403)
      // What people change in the file holds from then on.
      writeFileSync(file, declaring("protected: [vp-002]"))
      expect((await sendAgain(request)).status).toBe(200)
      expect((await sendAgain(request)).body.error_code).toBe("UC.00011022")
    })

    it("keeps the list as it was before, for its owner alone, under its digest", async () => {
      const snapshots = join(directory(), "snapshots")
      const { call } = await openGuarded(kind, seedOf(3), { snapshots })
      await call(deletionOf(["vp-001"]))
      const [name = "", ...others] = readdirSync(snapshots)
      expect(others).toEqual([])
      const file = join(snapshots, name)
      const kept = Result.getOrThrow(readSealed("snapshot", Snapshot, readFileSync(file, "utf8")))
      expect(name).toBe(`${kept.digest.replace(":", "-")}.json`)
      expect(kept.content.tenants[0]?.entries.map(({ vpcep_id }) => vpcep_id)).toEqual(ids(3))
      expect([statSync(file).mode & 0o777, statSync(snapshots).mode & 0o777]).toEqual([
        0o600, 0o700
      ])
    })

    it("sends nothing where the list cannot be kept", async () => {
      const file = listFile("not a directory")
      const { call, log, seen } = await openGuarded(kind, seedOf(3), { snapshots: file })
      const { body, header, status } = await call(deletionOf(["vp-001"]))
      expect([status, body.error_code, header("retry-after")]).toEqual([503, "KIT.0003", "5"])
      expect([seen, log.length]).toEqual([[], 1])
    })

    it("sends nothing where the allow-list cannot be read any more", async () => {
      const allow_list = listFile(declaring("protected: [vp-001]"))
      const { call, log, seen } = await openGuarded(kind, seedOf(10), { guards: { allow_list } })
      writeFileSync(allow_list, "tenants: 3")
      const { body, status } = await call(deletionOf(["vp-002"]))
      expect([status, body.error_code, seen]).toEqual([503, "KIT.0010", []])
      expect(log[0]).toContain("tenants")
    })
  })
}

it("means the caller's own account where a deletion names none, by its token too", async () => {
  const { call } = await openGuarded("embedded", seedOf(2))
  const { body, ...wanted } = deletionOf(["vp-000"])
  const unnamed = { ...wanted, body: { vpceps: body.vpceps } }
  expect((await call({ ...unnamed, by: "token-a" })).status).toBe(200)
  const last = { ...unnamed, body: { vpceps: [{ vpcep_id: "vp-001" }] } }
  expect((await call(last)).body.error_code).toBe("KIT.0001")
})

it("refuses a deletion that names no account where it cannot tell which is meant", async () => {
  const { call, seen } = await openGuarded("remote", seedOf(5))
  const { body, ...wanted } = deletionOf(["vp-000"])
  const refused = await call({ ...wanted, body: { vpceps: body.vpceps } })
  expect([refused.status, refused.body.error_code, seen]).toEqual([400, "UC.00011002", []])
})

it("guards the account that the settings name where a deletion names none", async () => {
  const { call } = await openGuarded("remote", seedOf(2), { guards: { enterprise_id: "tenant-a" } })
  const { body, ...wanted } = deletionOf(["vp-000"])
  expect((await call({ ...wanted, body: { vpceps: body.vpceps } })).status).toBe(200)
  const last = { ...wanted, body: { vpceps: [{ vpcep_id: "vp-001" }] } }
  expect((await call(last)).body.error_code).toBe("KIT.0001")
})

it("tells what the upstream says to a caller who may not read the list", async () => {
  const { call } = await openGuarded("embedded", seedOf(5))
  const denied = await call({ ...deletionOf(["vp-000"]), by: keys.guest })
  expect([denied.status, denied.body.error_code]).toEqual([401, "UC.00010002"])
})

const answering =
  (status: number, body: string) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { "Content-Type": "application/json" })
    response.end(body)
  }

const noList: ReadonlyArray<readonly [string, (response: ServerResponse) => void]> = [
  ["answers what is no list", answering(200, "{}")],
  [
    "answers fewer entries than it counts",
    answering(200, '{"status":"ok","data":{"vpceps":[{"vpcep_id":"vp-000"}]},"total":7}')
  ],
  ["answers what no one of this API would", answering(403, "<html>")],
  ["redirects", (response) => void response.writeHead(302, { Location: "/" }).end()]
]

for (const [what, answer] of noList) {
  it(`sends no deletion where the upstream ${what} to the reading before`, async () => {
    const { arrived, origin } = await openUpstream(answer)
    const { call, log } = await openGate(remoteAt(origin), { deletions: {} })
    const { body, header, status } = await call(deletionOf(["vp-000"]))
    expect([status, body.error_code, header("retry-after")]).toEqual([503, "KIT.0010", "5"])
    expect(new Set(arrived.map(({ method }) => method))).toEqual(new Set(["GET"]))
    expect(log.length).toBeGreaterThan(0)
  })
}

it("sends no deletion where the list grew while it was read", async () => {
  let total = 101
  const { arrived, origin } = await openUpstream((response, { target }) => {
    const offset = Number(new URL(target, "http://upstream").searchParams.get("offset"))
    total += 1
    const vpceps = ids(total).slice(offset, offset + 100)
    answering(
      200,
      JSON.stringify({ data: { vpceps: vpceps.map((vpcep_id) => ({ vpcep_id, region })) }, total })
    )(response)
  })
  const { call } = await openGate(remoteAt(origin), { deletions: {} })
  expect((await call(deletionOf(["vp-000"]))).body.error_code).toBe("KIT.0010")
  expect(arrived.every(({ method }) => method === "GET")).toBe(true)
})

it("passes every deletion on with guards off, but none whose plan it would have to judge", async () => {
  const { call, left } = await openGuarded("embedded", seedOf(2), { guards: "off" })
  const headers = { region, "X-Codearts-Plan": `sha256:${"0".repeat(64)}` }
  const { body } = await call({ ...deletionOf(ids(2)), headers })
  expect([body.error_code, await left()]).toEqual(["KIT.0011", 2])
  expect((await call(deletionOf(ids(2)))).status).toBe(200)
  expect(await left()).toBe(0)
})
