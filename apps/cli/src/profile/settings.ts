import { fieldSchemas, operation } from "@codearts/api"
import type { ProfileSettings } from "@codearts/client/profiles"
import { Schema } from "effect"

/** The settings of a profile that a command line can give. */
export type SettingName = Exclude<keyof ProfileSettings, "credential_command" | "credential_store">

const { query, headers } = operation("listVpcepAccessControlRecords")
const contract = { ...fieldSchemas(query), ...fieldSchemas(headers) }

const Id = Schema.String.check(
  Schema.isPattern(/^[\x21-\x7e]{1,64}$/u, { expected: "1 to 64 visible ASCII characters" })
)

// The contract's own rule: both are text on the wire.
const ruleOf = (field: string) => (contract[field] ?? Schema.String) as Schema.Codec<string, string>

/** Each setting with its rule, and where a person finds its value. */
export const settings: Readonly<
  Record<SettingName, { readonly schema: Schema.Codec<string, string>; readonly where: string }>
> = {
  region: {
    schema: ruleOf("region"),
    where: "Region the tenant is in, as in the address of the console: ap-southeast-3"
  },
  enterprise_id: {
    schema: ruleOf("enterprise_id"),
    where: "Id of the account: in the console, My Credentials, API Credentials, Account ID"
  },
  endpoint: {
    schema: Schema.NonEmptyString,
    where: "URL to send to in place of the region's host, such as a VPC endpoint's"
  },
  project_id: {
    schema: Id,
    where: "Id of the region's project: My Credentials, API Credentials, Projects"
  },
  domain_id: { schema: Id, where: "Id of the account, for requests that have to name it" }
}

/** Their names. */
export const settingNames: ReadonlyArray<SettingName> = [
  "region",
  "enterprise_id",
  "endpoint",
  "project_id",
  "domain_id"
]
