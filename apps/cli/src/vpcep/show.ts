import { VpcepId } from "@codearts/api"
import { listAll } from "@codearts/client"
import { Effect } from "effect"
import { Argument, Command } from "effect/cli"
import { columns } from "../columns.ts"
import { NotListed } from "../errors.ts"
import { contractFlags } from "../flags.ts"
import { show as showRows } from "../output.ts"
import { outputs } from "../outputs.ts"
import { connect, connection } from "../settings.ts"

const id = Argument.String("vpcep-id").pipe(
  Argument.withDescription("Id of the VPC endpoint, as codearts vpcep list -o ids has it"),
  Argument.withSchema(VpcepId)
)

/** `codearts vpcep show`: one entry, of whichever region it is. */
export const show = Command.make(
  "show",
  {
    id,
    ...contractFlags("listVpcepAccessControlRecords", ["enterprise_id"]),
    ...connection,
    ...outputs(columns.vpceps)
  },
  Effect.fnUntraced(function* (given) {
    const { enterprise_id, id, region } = given
    const client = yield* connect(given)
    const { data } = yield* listAll(client, { enterprise_id, region, vpcep_ids: [id] })
    const rows = data.vpceps.filter(({ vpcep_id }) => vpcep_id === id)
    if (rows.length === 0)
      return yield* new NotListed({ message: `${id} is not in the list of ${enterprise_id}` })
    yield* showRows({ json: rows, columns: columns.vpceps, rows }, given)
  })
).pipe(
  Command.withShortDescription("Show one VPC endpoint of a tenant's list"),
  Command.withDescription(
    "Show the entry of one VPC endpoint, of whichever region it is; exit 1 where the tenant's list does not have it. An id that several regions have is a row for each."
  ),
  Command.withExamples([
    {
      command: "codearts vpcep show 08b7c1d4-3a52-4c0e-9f16-2d7e5a90b3c1",
      description: "Whether it may reach the tenant, and who made it so"
    },
    {
      command: "codearts vpcep show 08b7c1d4-3a52-4c0e-9f16-2d7e5a90b3c1 --query '[0].description'",
      description: "One field of it"
    }
  ])
)
