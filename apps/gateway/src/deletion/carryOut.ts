import {
  mayApplyChunk,
  needsApproval,
  type Sealed,
  type Snapshot,
  type Target
} from "@codearts/access"
import { type Refusal, refuse } from "@codearts/admission"
import type { Lister } from "@codearts/client"
import { Effect } from "effect"
import type { Deletions, Guards } from "./Deletions.ts"
import { type TriedOut } from "./dryRun.ts"
import { judge, requirePresent } from "./judge.ts"
import type { FiledPlan } from "./plans.ts"
import { type ListPlace, readLists } from "./readList.ts"

/** A deletion that its caller may make, before the guards have seen it. */
export interface AskedDeletion {
  readonly requestId: string
  /** Nothing where neither the request nor the upstream tells whose list is meant. */
  readonly enterprise_id: string | undefined
  readonly region: string
  readonly vpcep_ids: ReadonlyArray<string>
  /** Digest of the plan that it is part of. */
  readonly plan: string | undefined
  /** Reads a list under the credentials by which it will be deleted from. */
  readonly listerFor: (place: ListPlace) => Effect.Effect<Lister, Refusal>
}

/** What a plan deleted before through this gateway, or may have. */
export type GoneBy = (plan: string) => Effect.Effect<ReadonlyArray<Target>, Refusal>

const placeOf = ({ enterprise_id, region }: AskedDeletion, guards: Guards | undefined) => {
  const tenant = enterprise_id ?? guards?.enterprise_id
  return tenant === undefined
    ? Effect.fail(
        refuse(
          "UC.00011002",
          400,
          "enterprise_id: must be named, because this gateway cannot tell whose list it is to guard; nothing was sent."
        )
      )
    : Effect.succeed({ enterprise_id: tenant, region })
}

const targetsOf = (place: ListPlace, { vpcep_ids }: AskedDeletion): ReadonlyArray<Target> =>
  vpcep_ids.map((vpcep_id) => ({ ...place, vpcep_id }))

const unfiled = () =>
  refuse("KIT.0011", 409, "It is not filed here with the snapshot that it was made from.")

const planOf = Effect.fnUntraced(function* ({ plans }: Guards, digest: string | undefined) {
  if (digest === undefined) return undefined
  return (yield* plans.find(digest)) ?? (yield* unfiled())
})

const codes = {
  StalePlan: (detail: string) => refuse("KIT.0011", 409, detail),
  GuardRefused: (detail: string) => refuse("KIT.0001", 403, detail),
  NotApproved: (detail: string) => refuse("KIT.0002", 409, detail)
}

/** All that a deletion is judged by. */
interface Case {
  readonly place: ListPlace
  readonly targets: ReadonlyArray<Target>
  readonly filed: FiledPlan | undefined
  readonly live: Sealed<Snapshot>
}

const approve = Effect.fnUntraced(function* (
  allowList: Effect.Success<Guards["allowList"]>,
  { filed, live, targets }: Case,
  goneBy: GoneBy
) {
  if (filed === undefined) {
    if (!needsApproval(allowList.list, { deletions: targets })) return undefined
    return yield* refuse(
      "KIT.0002",
      409,
      "Name the approved plan in X-Codearts-Plan; nothing was sent."
    )
  }
  const gone = yield* goneBy(filed.plan.digest)
  const verdict = mayApplyChunk({ allowList, ...filed, live: live.content, gone, targets })
  return yield* Effect.mapError(Effect.fromResult(verdict), (objection) =>
    codes[objection._tag](`${objection.message}; nothing was sent.`)
  )
})

/** A plan is held to all the lists it was made from, read as they were. */
const placesOf = (place: ListPlace, filed: FiledPlan | undefined): ReadonlyArray<ListPlace> =>
  filed === undefined
    ? [place]
    : filed.snapshot.content.reads.map(({ enterprise_id, region }) => ({ enterprise_id, region }))

const examine = Effect.fnUntraced(function* (
  { guards }: Deletions,
  asked: AskedDeletion,
  goneBy: GoneBy
): Effect.fn.Return<Case, Refusal> {
  const place = yield* placeOf(asked, guards)
  const targets = targetsOf(place, asked)
  const filed = guards === undefined ? undefined : yield* planOf(guards, asked.plan)
  const live = yield* readLists(placesOf(place, filed), asked.listerFor, asked.requestId)
  const found: Case = { place, targets, filed, live }
  yield* Effect.fromResult(requirePresent(live.content, targets))
  if (guards === undefined) return found
  const allowList = yield* guards.allowList
  yield* Effect.fromResult(judge(allowList.list, live.content, targets))
  yield* approve(allowList, found, goneBy)
  return found
})

const entriesIn = ({ content }: Sealed<Snapshot>, place: ListPlace) =>
  content.tenants
    .filter(({ enterprise_id }) => enterprise_id === place.enterprise_id)
    .flatMap(({ entries }) => entries)
    .filter(({ region }) => region === place.region).length

/** What a deletion would do: every check made, and nothing sent that changes anything. */
export const tryOut = (
  deletions: Deletions,
  asked: AskedDeletion,
  goneBy: GoneBy
): Effect.Effect<TriedOut, Refusal> =>
  Effect.map(examine(deletions, asked, goneBy), ({ live, place, targets }) => ({
    ...place,
    targets,
    entries: entriesIn(live, place),
    snapshot: live.digest
  }))

// Whoever names a plan must not have it ignored.
const unjudged = Effect.suspend(() =>
  refuse("KIT.0011", 409, "Guards are off here, so no plan is judged; nothing was sent.")
)

/** What is known of a deletion that was let pass, for who records it: nothing where there are no guards. */
export interface Found {
  /** Digest of the list before. */
  readonly snapshot?: string
  readonly plan?: string | undefined
}

/**
 * Passes a deletion on that the guards let pass, its list kept as it was. One at a time of a tenant:
 * two that each leave enough could leave too little together.
 */
export const carryOut = Effect.fnUntraced(function* <A, E, R>(
  deletions: Deletions,
  asked: AskedDeletion,
  goneBy: GoneBy,
  pass: (found: Found) => Effect.Effect<A, E, R>
) {
  const { guards, snapshots, turns } = deletions
  if (guards === undefined) return yield* asked.plan === undefined ? pass({}) : unjudged
  const { enterprise_id } = yield* placeOf(asked, guards)
  const work = Effect.gen(function* () {
    const { live } = yield* examine(deletions, asked, goneBy)
    yield* snapshots.keep(live, asked.requestId)
    yield* turns.stillMine(enterprise_id)
    return yield* pass({ snapshot: live.digest, plan: asked.plan })
  })
  return yield* turns.inTurn(enterprise_id, work)
})
