import { make, type Seed, serve } from "@codearts/emulator"
import { Effect } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Dispatcher } from "undici"
import { onTestFinished } from "vitest"
import type { DeletionSettings } from "../src/deletion/deletionSettings.ts"
import { embedded } from "../src/embedded.ts"
import type { Upstream } from "../src/Upstream.ts"
import { type GateOptions, inTest, keys, openGate, region, remoteAt } from "./gate.ts"
import seedFile from "./seed.json" with { type: "json" }

/** A directory of one test. */
export const directory = (): string => {
  const path = mkdtempSync(join(tmpdir(), "codearts-gateway-"))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

/** Ids of so many entries. */
export const ids = (count: number): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, index) => `vp-${String(index).padStart(3, "0")}`)

const entry = (vpcep_id: string, at = region) => ({
  vpcep_id,
  description: "",
  creator: "admin",
  create_time: "2026-05-01T10:30:00Z",
  modify_time: "2026-05-01T10:30:00Z",
  region: at
})

const upstreamKey = {
  access_key: keys.upstream.accessKey,
  secret_key: keys.upstream.secretKey,
  enabled: true,
  sdk_compat: false
}

/** The tenant of the tests with so many entries in the region, and some in another one. */
export const seedOf = (here: number, elsewhere = 0): Seed => {
  const [tenant] = seedFile.tenants
  if (tenant === undefined) throw new Error("the seed has no tenant")
  const users = tenant.users.map((user, index) =>
    index === 0 ? { ...user, access_keys: [...user.access_keys, upstreamKey] } : user
  )
  const vpceps = [
    ...ids(here).map((id) => entry(id)),
    ...ids(elsewhere).map((id) => entry(`far-${id}`, "la-north-2"))
  ]
  return { tenants: [{ ...tenant, users, vpceps }] }
}

/** A gateway with so many entries behind it, in this process or over a socket, under guards. */
export const openGuarded = async (
  kind: "embedded" | "remote",
  seed: Seed,
  deletions: DeletionSettings = {},
  more: Pick<GateOptions, "audit"> = {}
) => {
  const emulator = await inTest(make({ filename: ":memory:", seed }))
  const seen: Array<string> = []
  const observe: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
    seen.push(`${options.method} ${options.path}`)
    return dispatch(options, handler)
  }
  const { port } = await inTest(serve(emulator, { host: "127.0.0.1", port: 0 }))
  const observed = <Caller>(upstream: Upstream<Caller>) => ({
    ...upstream,
    dispatcher: upstream.dispatcher.compose(observe)
  })
  const gate =
    kind === "embedded"
      ? await openGate(Effect.succeed(observed(embedded(emulator))), { deletions, ...more })
      : await openGate(Effect.map(remoteAt(`http://127.0.0.1:${port}`), observed), {
          deletions,
          ...more
        })
  const left = async () => {
    const target = "/v2/vpceps?enterprise_id=tenant-a&limit=100"
    const { body } = await gate.call({ target, headers: { region }, by: keys.admin })
    return body.total
  }
  return { ...gate, seen, left }
}

/** A deletion of ids, as a test sends it. */
export const deletionOf = (vpcep_ids: ReadonlyArray<string>) => ({
  method: "DELETE",
  headers: { region },
  body: { enterprise_id: "tenant-a", vpceps: vpcep_ids.map((vpcep_id) => ({ vpcep_id })) },
  by: keys.admin
})
