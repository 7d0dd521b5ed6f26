import {
  type Client,
  deleteEntries,
  deleteEverything,
  listAll,
  make as makeClient
} from "@codearts/client"
import { make as makeEmulator, sampleSeed, type Seed, serve } from "@codearts/emulator"
import { Array as Arr, Effect } from "effect"
import { describe, expect, it } from "vitest"
import { callers, region, sample, sampleCaller, seed, withEmulator } from "./clientWorld.ts"

const { enterprise_id } = sample

const keys = (vpceps: ReadonlyArray<{ readonly vpcep_id: string; readonly region?: string }>) =>
  vpceps.map((vpcep) => `${vpcep.region} ${vpcep.vpcep_id}`)

const everything = keys(sample.vpceps)

const listed = (client: Client, tenant = enterprise_id) =>
  Effect.map(listAll(client, { region, enterprise_id: tenant }), ({ data }) => keys(data.vpceps))

const items = (...ids: Arr.NonEmptyReadonlyArray<string>) =>
  Arr.map(ids, (vpcep_id) => ({ vpcep_id }))

describe("listing through the client", () => {
  it(
    "answers the entries of every region, as they were seeded",
    withEmulator(sampleSeed, function* (connect) {
      const client = yield* connect(sampleCaller)
      const answer = yield* client.listVpcepAccessControlRecords({ region, enterprise_id })
      expect(answer).toEqual({
        status: "ok",
        data: { enterprise_id, vpceps: sample.vpceps },
        offset: 0,
        limit: 10,
        total: 8
      })
    })
  )

  it(
    "answers the page that was asked for, in the order that was asked for",
    withEmulator(sampleSeed, function* (connect) {
      const client = yield* connect(sampleCaller)
      const answer = yield* client.listVpcepAccessControlRecords({
        region,
        enterprise_id,
        sort: "desc",
        offset: 1,
        limit: 3
      })
      expect(keys(answer.data.vpceps)).toEqual(everything.toReversed().slice(1, 4))
      expect(answer).toMatchObject({ offset: 1, limit: 3, total: 8 })
    })
  )

  it(
    "answers only the ids that were asked for",
    withEmulator(seed, function* (connect) {
      const client = yield* connect(callers.owner)
      const wanted = { region, enterprise_id: "tenant-a", vpcep_ids: ["vp-2", "vp-1", "vp-9"] }
      const answer = yield* client.listVpcepAccessControlRecords(wanted)
      expect(keys(answer.data.vpceps)).toEqual([
        "ap-southeast-3 vp-1",
        "ap-southeast-3 vp-2",
        "la-north-2 vp-2"
      ])
      expect(answer.total).toBe(3)
      expect(answer.data.vpceps[1]?.description).toBe("仓库")
    })
  )

  it(
    "answers an empty list to a tenant with no entries",
    withEmulator(seed, function* (connect) {
      expect(yield* listed(yield* connect(callers.other), "tenant-b")).toEqual([])
    })
  )

  it(
    "is refused for another tenant and for one that does not exist, alike",
    withEmulator(seed, function* (connect) {
      const client = yield* connect(callers.owner)
      const refusals = yield* Effect.forEach(["tenant-b", "tenant-z"], (tenant) =>
        Effect.flip(listed(client, tenant))
      )
      for (const refusal of refusals) {
        expect(refusal).toMatchObject({ _tag: "Unauthorized", error_code: "UC.00011003" })
      }
    })
  )
})

const crowded = (count: number): Seed => ({
  tenants: seed.tenants.slice(0, 1).map((tenant) => ({
    ...tenant,
    vpceps: Array.from({ length: count }, (_, index) => ({
      vpcep_id: `vp-${100_000 + index}`,
      description: "",
      creator: "owner",
      create_time: "2026-05-01T10:30:00Z",
      modify_time: "2026-05-01T10:30:00Z",
      region: index % 2 === 0 ? region : "la-north-2"
    }))
  }))
})

describe("listAll", () => {
  for (const count of [250, 10_150]) {
    it(
      `answers all of ${count} entries, each once, in either order`,
      withEmulator(crowded(count), function* (connect) {
        const client = yield* connect(callers.owner)
        const entries = keys(crowded(count).tenants[0]?.vpceps ?? [])
        const input = { region, enterprise_id: "tenant-a" }
        expect(keys((yield* listAll(client, input)).data.vpceps)).toEqual(entries)
        const descending = yield* listAll(client, { ...input, sort: "desc" })
        expect(keys(descending.data.vpceps)).toEqual(entries.toReversed())
      })
    )
  }
})

describe("deleting through the client", () => {
  it(
    "deletes one entry, and no other",
    withEmulator(sampleSeed, function* (connect) {
      const client = yield* connect(sampleCaller)
      const [first, ...others] = sample.vpceps
      const vpceps = items(first?.vpcep_id ?? "")
      const answer = yield* client.deleteVpcepAccessControlRecords({
        region,
        enterprise_id,
        vpceps
      })
      expect(answer).toEqual({ status: "ok", total: 1 })
      expect(yield* listed(client)).toEqual(keys(others))
    })
  )

  it(
    "deletes several, of the region alone, in a body that is not ASCII",
    withEmulator(seed, function* (connect) {
      const client = yield* connect(callers.owner)
      const vpceps = [{ vpcep_id: "vp-1" }, { vpcep_id: "vp-2", description: "仓库" }] as const
      expect(yield* client.deleteVpcepAccessControlRecords({ region, vpceps })).toEqual({
        status: "ok",
        total: 2
      })
      expect(yield* listed(client, "tenant-a")).toEqual(["la-north-2 vp-2", "la-north-2 vp-3"])
    })
  )

  const absent: ReadonlyArray<readonly [what: string, ids: Arr.NonEmptyReadonlyArray<string>]> = [
    ["an id that is on no list", ["vp-1", "vp-9"]],
    ["an id that is in another region alone", ["vp-1", "vp-3"]]
  ]

  for (const [what, ids] of absent) {
    it(
      `is refused whole for ${what}, and nothing is deleted`,
      withEmulator(seed, function* (connect) {
        const client = yield* connect(callers.owner)
        const before = yield* listed(client, "tenant-a")
        const refusal = yield* Effect.flip(
          client.deleteVpcepAccessControlRecords({ region, vpceps: items(...ids) })
        )
        expect(refusal).toMatchObject({ _tag: "NotFound", error_code: "UC.00011005", status: 404 })
        expect(refusal).toHaveProperty("request_id", expect.any(String))
        expect(yield* listed(client, "tenant-a")).toEqual(before)
      })
    )
  }

  it(
    "is refused without the role, and nothing is deleted",
    withEmulator(seed, function* (connect) {
      const guest = yield* connect(callers.guest)
      const refusal = yield* Effect.flip(
        guest.deleteVpcepAccessControlRecords({ region, vpceps: items("vp-1") })
      )
      expect(refusal).toMatchObject({ _tag: "Unauthorized", error_code: "UC.00010002" })
      expect(yield* listed(yield* connect(callers.owner), "tenant-a")).toHaveLength(4)
    })
  )
})

describe("deleteEntries", () => {
  const target = { region, enterprise_id: "tenant-a" }

  it(
    "deletes what is there where another id is absent, and tells them apart",
    withEmulator(seed, function* (connect) {
      const client = yield* connect(callers.owner)
      const vpceps = items("vp-1", "vp-9", "vp-3", "vp-2")
      const { outcomes, remaining } = yield* deleteEntries(client, { ...target, vpceps })
      expect(outcomes.map(({ outcome, vpcep_id }) => `${vpcep_id} ${outcome}`)).toEqual([
        "vp-1 deleted",
        "vp-9 alreadyAbsent",
        "vp-3 alreadyAbsent",
        "vp-2 deleted"
      ])
      expect(remaining).toEqual([])
      expect(yield* listed(client, "tenant-a")).toEqual(["la-north-2 vp-2", "la-north-2 vp-3"])
    })
  )

  it(
    "deletes hundreds, thirty a request",
    withEmulator(crowded(250), function* (connect) {
      const client = yield* connect(callers.owner)
      const result = yield* deleteEverything(client, target)
      expect(result.outcomes.map(({ outcome }) => outcome)).toEqual(
        Array.from({ length: 125 }, () => "deleted")
      )
      const left = yield* listAll(client, target)
      expect(new Set(left.data.vpceps.map((entry) => entry.region))).toEqual(
        new Set(["la-north-2"])
      )
      expect(left.total).toBe(125)
    })
  )
})

describe("over a socket", () => {
  it("the client's own bytes are verified, listed by and deleted by", () =>
    Effect.gen(function* () {
      const emulator = yield* makeEmulator({ filename: ":memory:", seed })
      const { url } = yield* serve(emulator, { host: "127.0.0.1", port: 0 })
      const client = yield* makeClient({ credentials: callers.temporary, region, endpoint: url })
      const vpceps = [{ vpcep_id: "vp-2", description: "仓库" }] as const
      expect(yield* listed(client, "tenant-a")).toHaveLength(4)
      expect((yield* client.deleteVpcepAccessControlRecords({ region, vpceps })).total).toBe(1)
      expect(yield* listed(client, "tenant-a")).toEqual([
        "ap-southeast-3 vp-1",
        "la-north-2 vp-2",
        "la-north-2 vp-3"
      ])
    }).pipe(Effect.scoped, Effect.runPromise))
})
