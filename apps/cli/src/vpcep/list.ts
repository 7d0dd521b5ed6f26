import { listAll } from "@codearts/client"
import { Console, Effect, Option } from "effect"
import { Command } from "effect/cli"
import { contractFlags } from "../flags.ts"
import { output, show } from "../output.ts"
import { present } from "../present.ts"
import { columns } from "../presentation.ts"
import { connect, connection } from "../settings.ts"

const fields = ["enterprise_id", "vpcep_ids", "offset", "limit", "sort"] as const

/** `codearts vpcep list`: every entry, or one page where a page is asked for. */
export const list = Command.make(
  "list",
  { ...contractFlags("listVpcepAccessControlRecords", fields), ...connection, output },
  Effect.fnUntraced(function* (given) {
    const { client, region } = yield* connect(given)
    const { enterprise_id, limit, offset, sort, vpcep_ids } = given
    const input = { enterprise_id, region, ...present({ vpcep_ids, sort }) }
    const answer =
      Option.isSome(limit) || Option.isSome(offset)
        ? yield* client.listVpcepAccessControlRecords({ ...input, ...present({ offset, limit }) })
        : yield* listAll(client, input)
    const rows = answer.data.vpceps
    yield* show({ json: answer, columns: columns.vpceps, rows }, given.output)
    if (rows.length < answer.total) {
      yield* Console.error(`${rows.length} of ${answer.total} entries shown`)
    }
  })
).pipe(
  Command.withDescription(
    "List the VPC endpoints that may reach a tenant: all of them, of every region, unless --limit or --offset asks for a page."
  ),
  Command.withExamples([
    {
      command:
        "codearts vpcep list --enterprise-id a8dd901e70f2485cb4f1fa2264eb3add --region ap-southeast-3",
      description: "A table on a terminal, tab-separated in a pipe"
    },
    {
      command: "codearts vpcep list -o json | jq -r '.data.vpceps[].vpcep_id'",
      description: "The answer as the API gives it; tenant and region from the environment"
    }
  ])
)
