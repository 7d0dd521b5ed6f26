/** The columns each list shows, by wire name, or by the catalog's. */
export const columns = {
  vpceps: ["vpcep_id", "region", "description", "creator", "create_time", "modify_time"],
  tenantVpceps: [
    "vpcep_id",
    "region",
    "enterprise_id",
    "description",
    "creator",
    "create_time",
    "modify_time"
  ],
  deleted: ["vpcep_id", "region", "outcome"],
  tenants: [
    "enterprise_id",
    "name",
    "frozen",
    "vpcep_quota",
    "projects",
    "users",
    "tokens",
    "vpceps"
  ],
  projects: ["id", "name", "domain_id", "enabled", "description"],
  regions: ["id", "name", "site", "private_access", "host"],
  profiles: ["profile", "current", "region", "enterprise_id", "endpoint", "credentials"],
  settings: ["setting", "value"],
  origins: ["setting", "value", "origin"],
  clock: ["now", "mode"],
  faults: ["id", "operation", "steps", "probability", "times", "met"],
  errors: ["code", "status", "retry", "message"],
  chineseErrors: ["code", "status", "retry", "title"]
} as const
