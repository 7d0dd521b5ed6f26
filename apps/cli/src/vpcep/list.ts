import { listAll } from "@codearts/client"
import { Effect, Option } from "effect"
import { Command } from "effect/cli"
import { columns } from "../columns.ts"
import { contractFlags } from "../flags.ts"
import { show } from "../output.ts"
import { outputs } from "../outputs.ts"
import { present } from "../present.ts"
import { report } from "../report.ts"
import { connect, connection } from "../settings.ts"

const fields = ["enterprise_id", "vpcep_ids", "offset", "limit", "sort"] as const

/** `codearts vpcep list`: every entry, or one page where a page is asked for. */
export const list = Command.make(
  "list",
  {
    ...contractFlags("listVpcepAccessControlRecords", fields),
    ...connection,
    ...outputs(columns.vpceps)
  },
  Effect.fnUntraced(function* (given) {
    const client = yield* connect(given)
    const { enterprise_id, limit, offset, region, sort, vpcep_ids } = given
    const input = { enterprise_id, region, ...present({ vpcep_ids, sort }) }
    const answer =
      Option.isSome(limit) || Option.isSome(offset)
        ? yield* client.listVpcepAccessControlRecords({ ...input, ...present({ offset, limit }) })
        : yield* listAll(client, input)
    const rows = answer.data.vpceps
    yield* show({ json: answer, columns: columns.vpceps, rows }, given)
    if (rows.length < answer.total) yield* report(`${rows.length} of ${answer.total} entries shown`)
  })
).pipe(
  Command.withShortDescription("List the VPC endpoints that may reach a tenant"),
  Command.withDescription(
    "List the VPC endpoints that may reach a tenant: all, of every region, or one page with --limit or --offset."
  ),
  Command.withExamples([
    {
      command: "codearts vpcep list --region ap-southeast-3",
      description: "A table on a terminal, tab-separated in a pipe"
    },
    {
      command: "codearts vpcep list -o json | jq -r '.data.vpceps[].vpcep_id'",
      description: "The answer as the API gives it"
    }
  ])
)
