import { listAll } from "@codearts/client"
import { Effect, Option } from "effect"
import { Command } from "effect/cli"
import {
  askFlags,
  type AskGiven,
  currentTenant,
  regionFor,
  tenantsFlag,
  tenantsGiven
} from "../tenants/asks.ts"
import { actingBy } from "../tenants/profiles.ts"
import { tenantClient } from "../tenants/tenantClient.ts"
import { columns } from "../columns.ts"
import { Usage } from "../errors.ts"
import { contractFlags, variablesOf } from "../flags.ts"
import { show } from "../output.ts"
import { type Outputs, outputs } from "../outputs.ts"
import { present } from "../present.ts"
import { report } from "../report.ts"
import { listMany } from "./listMany.ts"

const fields = ["vpcep_ids", "offset", "limit", "sort"] as const

const flags = {
  "enterprise-id": tenantsFlag("enterprise-id of the profile"),
  ...contractFlags("listVpcepAccessControlRecords", fields),
  ...askFlags,
  ...outputs(columns.tenantVpceps)
}

/** The values of the flags that say what of a list is asked for. */
export interface ListGiven extends AskGiven, Outputs {
  readonly vpcep_ids: Option.Option<ReadonlyArray<string>>
  readonly offset: Option.Option<number>
  readonly limit: Option.Option<number>
  readonly sort: Option.Option<"asc" | "ASC" | "desc" | "DESC">
}

const noTenant = new Usage({
  message: `--enterprise-id is required: give it, or set ${variablesOf("enterprise-id").join(" or ")}, or name one in a profile`
})

const asksOf = Effect.fnUntraced(function* (given: AskGiven) {
  const own = yield* tenantsGiven(given)
  const tenants = own.length > 0 ? own : yield* currentTenant
  const [first, ...others] = yield* Effect.forEach(tenants, (enterprise_id) =>
    Effect.map(regionFor(enterprise_id, given), (region) => ({ enterprise_id, region }))
  )
  return first === undefined ? yield* noTenant : ([first, ...others] as const)
})

const listOne = Effect.fnUntraced(function* (
  { enterprise_id, region }: { readonly enterprise_id: string; readonly region: string },
  given: ListGiven
) {
  const { endpoint, limit, offset, sort, vpcep_ids } = given
  const client = yield* tenantClient(enterprise_id, { region, endpoint })
  const input = { enterprise_id, region, ...present({ vpcep_ids, sort }) }
  const answer =
    Option.isSome(limit) || Option.isSome(offset)
      ? yield* client.listVpcepAccessControlRecords({ ...input, ...present({ offset, limit }) })
      : yield* listAll(client, input)
  const rows = answer.data.vpceps.map((entry) => ({ ...entry, enterprise_id }))
  yield* show({ json: answer, columns: columns.vpceps, rows }, given)
  if (rows.length < answer.total) yield* report(`${rows.length} of ${answer.total} entries shown`)
})

const noPage = new Usage({
  message: "--limit, --offset: a page is of one tenant's list, and several tenants are named"
})

/** `codearts vpcep list`: every entry, of one tenant or several, or one page where a page is asked for. */
export const list = Command.make(
  "list",
  flags,
  Effect.fnUntraced(
    function* (given) {
      const [ask, ...others] = yield* asksOf(given)
      if (others.length === 0) return yield* listOne(ask, given)
      if (Option.isSome(given.limit) || Option.isSome(given.offset)) return yield* noPage
      yield* listMany([ask, ...others], given)
    },
    (effect, { profile }) => actingBy(profile)(effect)
  )
).pipe(
  Command.withShortDescription("List the VPC endpoints that may reach a tenant"),
  Command.withDescription(
    "List the VPC endpoints that may reach a tenant: all, of every region whichever is asked through (so there is no --all-regions), or one page with --limit or --offset. Of several tenants at once with --enterprise-id or --profile repeated: exit 5 where some of their lists could not be read."
  ),
  Command.withExamples([
    {
      command: "codearts vpcep list --region ap-southeast-3",
      description: "A table on a terminal, tab-separated in a pipe"
    },
    {
      command: "codearts vpcep list --profile asia --profile africa -o csv",
      description: "Of two accounts, for a spreadsheet"
    },
    {
      command: "codearts vpcep list -o ids --query \"data.vpceps[?creator=='admin']\"",
      description: "Ids by a JMESPath expression; -o json shows what it is asked of"
    },
    {
      command: "codearts vpcep list --sort-by -create_time --columns vpcep_id,create_time",
      description: "The newest first"
    }
  ])
)
