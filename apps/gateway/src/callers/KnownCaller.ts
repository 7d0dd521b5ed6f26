import type { LabelledGrant } from "../policy.ts"
import type { CallerSettings } from "./callerSettings.ts"
import { readOnly } from "../policy.ts"

/** A caller of a gateway to the cloud, and what it may do there. */
export interface KnownCaller {
  /** What the log and the audit call it. */
  readonly principal: string
  readonly groups: ReadonlyArray<string>
  readonly allow: ReadonlyArray<LabelledGrant>
}

/** What the callers of each group may do. */
export type Groups = Readonly<Record<string, Pick<Required<CallerSettings>, "allow">>>

/** What a caller is called where its settings give it no name of its own. */
export const nameOf = ({ access_key = "", name = access_key }: CallerSettings): string => name

/** A caller with all that it may do, by itself and by its groups; to list, where nothing is said. */
export const knownCaller = (settings: CallerSettings, groupSettings: Groups): KnownCaller => {
  const { allow, groups = [] } = settings
  const ofGroups = groups.flatMap((group): ReadonlyArray<LabelledGrant> =>
    (groupSettings[group]?.allow ?? []).map((grant, index) => ({
      ...grant,
      label: `groups.${group}.allow[${index}]`
    }))
  )
  const own = allow ?? (groups.length === 0 ? readOnly : [])
  return { principal: nameOf(settings), groups, allow: [...own, ...ofGroups] }
}

// Of a line of the log, and of no other.
const escaped = (text: string) =>
  text
    .toWellFormed()
    .replace(/[^\x21-\x24\x26-\x7e]/gu, encodeURIComponent)
    .slice(0, 200)

/** The same caller, as one of several people or programs that are known by it. */
export const onBehalfOf = (caller: KnownCaller, subject: string): KnownCaller => ({
  ...caller,
  principal: `${caller.principal}/${escaped(subject)}`
})
