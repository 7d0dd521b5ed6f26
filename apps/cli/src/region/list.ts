import { type Region, regions, vpcepHost } from "@codearts/api"
import { Effect } from "effect"
import { Command } from "effect/cli"
import { columns } from "../columns.ts"
import { show } from "../output.ts"
import { outputs } from "../outputs.ts"

const offered = { true: "yes", false: "no", undefined: "unknown" }

const rowOf = ({ id, name, privateAccess, site }: Region) => ({
  id,
  name,
  site,
  private_access: offered[`${privateAccess}`],
  host: vpcepHost(id)
})

/** `codearts region list` */
export const list = Command.make(
  "list",
  outputs(columns.regions),
  Effect.fnUntraced(function* (given) {
    const rows = regions.map(rowOf)
    yield* show({ json: rows, columns: columns.regions, rows }, given)
  })
).pipe(
  Command.withShortDescription("List the regions, and which of them offer private access"),
  Command.withDescription(
    "List the regions of the vendor's table, and whether its manual offers private access there: the list that codearts vpcep is about (page of 2026-01-12, which says nothing of the regions of China). A region that is not in the table works, too. The id of your region is in the console's address, and the name of its project."
  ),
  Command.withExamples([
    { command: "codearts region list", description: "All of them" },
    {
      command: "codearts region list -o ids --query \"[?private_access=='yes']\"",
      description: "Where there is a list to control"
    }
  ])
)
