import type { ApplyEvent, Plan } from "../src/index.ts"
import { now, region, tenant, tool } from "./world.ts"

const digest = `sha256:${"0".repeat(64)}`

/** A plan of these ids, whatever guards would say of it. */
export const planOf = (ids: ReadonlyArray<string>, more: Partial<Plan> = {}): Plan => ({
  kind: "plan",
  version: 1,
  created: now.toISOString(),
  tool,
  snapshot: digest,
  state: digest,
  allow_list: digest,
  deletions: ids.map((vpcep_id) => ({ enterprise_id: tenant, region, vpcep_id, reason: "test" })),
  unguarded: [],
  ...more
})

/** How every journal begins. */
export const started: ApplyEvent = { event: "started", plan: digest, before: digest, tool }
