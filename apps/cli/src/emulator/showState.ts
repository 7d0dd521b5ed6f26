import type { AdminOutput } from "@codearts/emulator/admin"
import { columns } from "../columns.ts"
import { show } from "../output.ts"
import type { Outputs } from "../outputs.ts"

const rowOf = (tenant: AdminOutput<"readState">["tenants"][number]) => ({
  ...tenant,
  projects: tenant.projects.length,
  users: tenant.users.length,
  tokens: tenant.tokens.length,
  vpceps: tenant.vpceps.length
})

/** Shows the tenants with how much is theirs; as JSON, with all that is theirs. */
export const showState = (state: AdminOutput<"readState">, given: Outputs) =>
  show({ json: state, columns: columns.tenants, rows: state.tenants.map(rowOf) }, given)
