import { EnterpriseId, RegionId, VpcepId } from "@codearts/api"
import { Data, Result, Schema } from "effect"
import type { ReadAllowList } from "./readAllowList.ts"
import { Digest, Line, Time } from "./fields.ts"
import { failing, type Finding, findingsOf } from "./findings.ts"
import { guard, type Refusal, type Target } from "./guards.ts"
import type { Sealed } from "./seal.ts"
import { entriesOf, incompleteness, type Snapshot, stateDigest, type Tool } from "./snapshot.ts"

const Deletion = Schema.Struct({
  enterprise_id: EnterpriseId,
  region: RegionId,
  vpcep_id: VpcepId,
  /** Why it goes. */
  reason: Line
})

/** What is to be deleted, bound to the list it was made from. */
export const Plan = Schema.Struct({
  kind: Schema.Literal("plan"),
  version: Schema.Literal(1),
  created: Time,
  tool: Schema.Struct({ name: Line, version: Line }),
  /** Digest of the snapshot it was made from. */
  snapshot: Digest,
  /** Digest of what the lists held then, whenever it is read again. */
  state: Digest,
  /** Digest of the allow-list's text. */
  allow_list: Digest,
  deletions: Schema.Array(Deletion),
  /** Lists for which no protected, own or required id is declared. */
  unguarded: Schema.Array(Schema.Struct({ enterprise_id: EnterpriseId, region: RegionId }))
})

/** What is to be deleted, bound to the list it was made from. */
export type Plan = typeof Plan.Type

/** One entry to delete, and why. */
export type Deletion = typeof Deletion.Type

/** The guards refuse the run, the whole of it. */
export class GuardRefused extends Data.TaggedError("GuardRefused")<{
  readonly refusals: ReadonlyArray<Refusal>
}> {
  override get message() {
    const reasons = this.refusals.map(({ guard, message }) => `${guard}: ${message}`)
    return `refused, the whole run: ${reasons.join("; ")}`
  }
}

/** There is nothing that a plan could be made of, or a plan no longer fits. */
export class StalePlan extends Data.TaggedError("StalePlan")<{ readonly reason: string }> {
  override get message() {
    return `the plan cannot be used: ${this.reason}`
  }
}

/** Entries as the guards know them. */
export const targetsOf = (snapshot: Snapshot): ReadonlyArray<Target> =>
  entriesOf(snapshot).map(({ enterprise_id, entry: { region, vpcep_id } }) => ({
    enterprise_id,
    region,
    vpcep_id
  }))

/** The rules whose findings a deletion mends. */
const mended: ReadonlySet<string> = new Set(["not-allowed", "expired"])

const deletionsOf = (findings: ReadonlyArray<Finding>): ReadonlyArray<Deletion> =>
  failing(findings).flatMap(({ enterprise_id, region, rule, vpcep_id, what }) =>
    mended.has(rule) && vpcep_id !== undefined
      ? [{ enterprise_id, region, vpcep_id, reason: `${rule}: ${what}` }]
      : []
  )

/** What a plan is made of. */
export interface PlanInput {
  readonly allowList: ReadAllowList
  readonly snapshot: Sealed<Snapshot>
  readonly now: Date
  readonly tool: Tool
}

/** Plans the deletion of what is not allowed and of what has expired; refused as a whole where a guard refuses. */
export const makePlan = ({
  allowList,
  now,
  snapshot,
  tool
}: PlanInput): Result.Result<Plan, GuardRefused | StalePlan> => {
  const { content, digest } = snapshot
  const short = incompleteness(content)
  if (short !== undefined) return Result.fail(new StalePlan({ reason: short }))
  const deletions = deletionsOf(findingsOf(allowList.list, content, now))
  const { refusals, unguarded } = guard(allowList.list, targetsOf(content), deletions)
  if (refusals.length > 0) return Result.fail(new GuardRefused({ refusals }))
  return Result.succeed({
    kind: "plan",
    version: 1,
    created: now.toISOString(),
    tool,
    snapshot: digest,
    state: stateDigest(content),
    allow_list: allowList.digest,
    deletions,
    unguarded
  })
}
