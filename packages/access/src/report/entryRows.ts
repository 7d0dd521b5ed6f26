import { regionListOf } from "../allowList.ts"
import type { Report } from "./Report.ts"

/** One entry of a list, and who says that it may be there; `owner` is empty where nobody does. */
export interface EntryRow {
  readonly enterprise_id: string
  readonly region: string
  readonly vpcep_id: string
  /** When it was made, as the API says. */
  readonly since: string
  readonly owner: string
  readonly reason: string
  readonly ticket: string
  readonly expires: string
}

/** Every entry of a tenant's list, region by region. */
export const entryRows = (
  { list }: Pick<Report, "list">,
  { enterprise_id, entries }: Report["snapshot"]["tenants"][number]
): ReadonlyArray<EntryRow> =>
  [...Map.groupBy(entries, ({ region }) => region)].flatMap(([region, own]) => {
    const allowed = new Map(
      regionListOf(list, enterprise_id, region)?.allowed.map((each) => [each.vpcep_id, each])
    )
    return own.map(({ create_time, vpcep_id }) => {
      const { expires = "", owner = "", reason = "", ticket = "" } = allowed.get(vpcep_id) ?? {}
      const since = create_time ?? ""
      return { enterprise_id, region, vpcep_id, since, owner, reason, ticket, expires }
    })
  })
