import { type AllowList, entriesOf, guard, type Snapshot, type Target } from "@codearts/access"
import { type Refusal, refuse } from "@codearts/admission"
import { Result } from "effect"

/** Entries as the guards know them. */
const liveOf = (snapshot: Snapshot): ReadonlyArray<Target> =>
  entriesOf(snapshot).map(({ enterprise_id, entry: { region, vpcep_id } }) => ({
    enterprise_id,
    region,
    vpcep_id
  }))

/** Whether what must go is all there, which is told before any guard speaks. */
export const requirePresent = (
  snapshot: Snapshot,
  targets: ReadonlyArray<Target>
): Result.Result<void, Refusal> => {
  const { refusals } = guard({ tenants: [] }, liveOf(snapshot), targets)
  const absent = refusals.find(({ guard: name }) => name === "not-in-list")
  return absent === undefined
    ? Result.void
    : Result.fail(refuse("UC.00011005", 404, `${absent.message}; nothing was sent.`))
}

/** Whether the guards let a deletion pass, all of it. */
export const judge = (
  list: AllowList,
  snapshot: Snapshot,
  targets: ReadonlyArray<Target>
): Result.Result<void, Refusal> => {
  const { refusals } = guard(list, liveOf(snapshot), targets)
  const reasons = refusals.map(({ guard: name, message }) => `${name}: ${message}`)
  return reasons.length === 0
    ? Result.void
    : Result.fail(refuse("KIT.0001", 403, `${reasons.join("; ")}; nothing was sent.`))
}
