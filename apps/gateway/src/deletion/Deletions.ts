import { readAllowList, type ReadAllowList } from "@codearts/access"
import { type Refusal, refuse } from "@codearts/admission"
import { Effect, Result } from "effect"
import { readdir, readFile } from "node:fs/promises"
import { invalid } from "../InvalidSettings.ts"
import type { DeletionSettings } from "./deletionSettings.ts"
import { noPlans, type Plans, plansIn } from "./plans.ts"
import { noSnapshots, type Snapshots, snapshotsIn } from "./snapshots.ts"
import { makeTurns, patience, type Turns } from "./turns.ts"

/** What guards go by. */
export interface Guards {
  /** As it is now: who protects an entry need not wait for a start. */
  readonly allowList: Effect.Effect<ReadAllowList, Refusal>
  readonly plans: Plans
  /** Whose list a deletion means that names none, where the upstream does not tell. */
  readonly enterprise_id: string | undefined
}

/** What every deletion through a gateway is held to. */
export interface Deletions {
  /** Absent where they were switched off. */
  readonly guards: Guards | undefined
  readonly snapshots: Snapshots
  readonly turns: Turns
}

// Declares nothing, so that only the guards that count have a say.
const noAllowList = Result.getOrThrow(readAllowList("tenants: []"))

const readFrom = (file: string) =>
  Effect.tryPromise({
    try: () => readFile(file, "utf8"),
    catch: () => `${file} cannot be read`
  }).pipe(
    Effect.flatMap((text) =>
      Effect.mapError(
        Effect.fromResult(readAllowList(text)),
        ({ message }) => `${file}: ${message}`
      )
    )
  )

const unusable = () =>
  refuse("KIT.0010", 503, "The allow-list cannot be read; nothing was sent.", [
    ["Retry-After", "5"]
  ])

const allowListIn = (file: string | undefined): Guards["allowList"] =>
  file === undefined
    ? Effect.succeed(noAllowList)
    : readFrom(file).pipe(
        Effect.tapError((reason) => Effect.logError(`no deletion is passed on: ${reason}`)),
        Effect.mapError(unusable)
      )

const requireDirectory = (plans: string) =>
  Effect.tryPromise({
    try: () => readdir(plans),
    catch: () => invalid("guards.plans", `${plans} is no directory that can be read`)
  })

/** Guards as they are set, their files looked at before anything is served. */
export const makeDeletions = Effect.fnUntraced(function* (
  { guards = {}, snapshots }: DeletionSettings,
  shared: Partial<Pick<Deletions, "snapshots" | "turns">> = {}
) {
  const common = {
    snapshots: snapshots === undefined ? (shared.snapshots ?? noSnapshots) : snapshotsIn(snapshots),
    turns: shared.turns ?? makeTurns(patience)
  }
  if (guards === "off") {
    yield* Effect.logWarning(
      "GUARDS ARE OFF: every deletion that its caller may make is passed on, down to the last entry"
    )
    return { ...common, guards: undefined } satisfies Deletions
  }
  const { allow_list, enterprise_id, plans } = guards
  if (allow_list !== undefined)
    yield* Effect.mapError(readFrom(allow_list), (rule) => invalid("guards.allow_list", rule))
  if (plans !== undefined) yield* requireDirectory(plans)
  return {
    ...common,
    guards: {
      allowList: allowListIn(allow_list),
      plans: plans === undefined ? noPlans : plansIn(plans),
      enterprise_id
    }
  } satisfies Deletions
})
