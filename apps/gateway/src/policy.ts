/** What can be done through a gateway. */
export type Verb = "list" | "delete"

/** What a caller may do; a part that is left out excludes nothing. */
export interface Grant {
  readonly verbs: ReadonlyArray<Verb>
  readonly enterprise_ids?: ReadonlyArray<string>
  readonly regions?: ReadonlyArray<string>
  /** Patterns, in which `*` stands for any text. */
  readonly vpcep_ids?: ReadonlyArray<string>
  /** RFC 3339. */
  readonly not_before?: string
  /** RFC 3339. */
  readonly not_after?: string
}

/** A grant that says where it stands, where that is not the list of the caller itself. */
export interface LabelledGrant extends Grant {
  readonly label?: string
}

/** What a caller asks for. */
export interface Asked {
  readonly verb: Verb
  /** Absent where the account's own tenant is meant. */
  readonly enterprise_id: string | undefined
  readonly region: string
  /** Empty where all entries are meant. */
  readonly vpcep_ids: ReadonlyArray<string>
}

/** What a caller may do of whom nothing else is said. */
export const readOnly: ReadonlyArray<Grant> = [{ verbs: ["list"] }]

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&")

const patternOf = (text: string) => new RegExp(`^${text.split("*").map(escaped).join(".*")}$`, "su")

const compiled = new WeakMap<Grant, ReadonlyArray<RegExp>>()

const patternsOf = (grant: Grant, texts: ReadonlyArray<string>): ReadonlyArray<RegExp> => {
  const patterns = compiled.get(grant) ?? texts.map(patternOf)
  compiled.set(grant, patterns)
  return patterns
}

/** Of an entry, or of all where it is undefined: what keeps a grant from covering it. */
const uncovered = (
  grant: Grant,
  asked: Asked,
  id: string | undefined,
  now: Date
): ReadonlyArray<keyof Grant> => {
  const { enterprise_ids, not_after, not_before, regions, verbs, vpcep_ids } = grant
  const { enterprise_id, region, verb } = asked
  const holds: Readonly<Record<keyof Grant, boolean>> = {
    verbs: verbs.includes(verb),
    enterprise_ids:
      enterprise_ids === undefined ||
      (enterprise_id !== undefined && enterprise_ids.includes(enterprise_id)),
    regions: regions === undefined || regions.includes(region),
    vpcep_ids:
      vpcep_ids === undefined ||
      (id !== undefined && patternsOf(grant, vpcep_ids).some((pattern) => pattern.test(id))),
    not_before: not_before === undefined || Date.parse(not_before) <= now.getTime(),
    not_after: not_after === undefined || now.getTime() < Date.parse(not_after)
  }
  return Object.entries(holds).flatMap(([part, held]) => (held ? [] : [part as keyof Grant])) // the keys of `holds`
}

const quoted = (text: string) => JSON.stringify(text)

const fixFor = ({ enterprise_id, region, verb }: Asked, id: string | undefined) => {
  const tenant = enterprise_id === undefined ? "" : `, enterprise_ids: [${quoted(enterprise_id)}]`
  const entry = id === undefined ? "" : `, vpcep_ids: [${quoted(id)}]`
  return `{ verbs: [${verb}]${tenant}, regions: [${quoted(region)}]${entry} }`
}

/**
 * Why a caller may not do what it asks, for those who run the gateway: the grant that comes nearest,
 * what of it does not cover the request, and the smallest grant that would. `undefined` where it may.
 * Each entry must be covered as a whole by some grant.
 */
export const denial = (
  grants: ReadonlyArray<LabelledGrant>,
  asked: Asked,
  now: Date
): string | undefined => {
  const ids: ReadonlyArray<string | undefined> =
    asked.vpcep_ids.length === 0 ? [undefined] : asked.vpcep_ids
  for (const id of ids) {
    const [nearest] = grants
      .map((grant, index) => ({
        label: grant.label ?? `allow[${index}]`,
        parts: uncovered(grant, asked, id, now)
      }))
      .toSorted((a, b) => a.parts.length - b.parts.length)
    if (nearest?.parts.length === 0) continue
    const reason =
      nearest === undefined
        ? "it has no grant"
        : `${nearest.label} does not cover it in ${nearest.parts.join(", ")}`
    return `may not ${asked.verb} ${id === undefined ? "all entries" : quoted(id)}: ${reason}; this would allow it: ${fixFor(asked, id)}`
  }
  return undefined
}
