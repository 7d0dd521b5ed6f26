import type { AdminOutput } from "@codearts/emulator/admin"
import type { Option } from "effect"
import { columns } from "../columns.ts"
import { show } from "../output.ts"

const rowOf = (tenant: AdminOutput<"readState">["tenants"][number]) => ({
  ...tenant,
  frozen: String(tenant.frozen),
  vpcep_quota: tenant.vpcep_quota === null ? "" : String(tenant.vpcep_quota),
  projects: String(tenant.projects.length),
  users: String(tenant.users.length),
  tokens: String(tenant.tokens.length),
  vpceps: String(tenant.vpceps.length)
})

/** Shows the tenants with how much is theirs; as JSON, with all that is theirs. */
export const showState = (
  state: AdminOutput<"readState">,
  form: Option.Option<"table" | "tsv" | "json">
) => show({ json: state, columns: columns.tenants, rows: state.tenants.map(rowOf) }, form)
