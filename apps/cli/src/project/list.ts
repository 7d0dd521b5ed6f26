import { Effect } from "effect"
import { Command } from "effect/cli"
import { columns } from "../columns.ts"
import { contractFlags } from "../flags.ts"
import { show } from "../output.ts"
import { outputs } from "../outputs.ts"
import { present } from "../present.ts"
import { connect, connection } from "../settings.ts"

/** `codearts project list` */
export const list = Command.make(
  "list",
  { ...contractFlags("listProjects", ["name"]), ...connection, ...outputs(columns.projects) },
  Effect.fnUntraced(function* (given) {
    const client = yield* connect(given)
    const answer = yield* client.listProjects(present({ name: given.name }))
    const rows = answer.projects.map((project) => ({ ...project }))
    yield* show({ json: answer, columns: columns.projects, rows }, given)
  })
).pipe(
  Command.withShortDescription("List the projects of the account"),
  Command.withDescription(
    "List the projects of the account that the caller may see. A project has the name of its region; its id is the project id that credentials may be scoped to, its domain_id the account, which is the --enterprise-id of the other commands."
  ),
  Command.withExamples([
    { command: "codearts project list", description: "All that the caller may see" },
    {
      command: "codearts project list --name ap-southeast-3 --query 'projects[0].domain_id'",
      description: "The account id, to set CODEARTS_ENTERPRISE_ID to"
    }
  ])
)
