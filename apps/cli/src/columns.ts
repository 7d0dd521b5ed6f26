/** The columns each list shows, by wire name. */
export const columns = {
  vpceps: ["vpcep_id", "region", "description", "creator", "create_time", "modify_time"],
  deleted: ["vpcep_id", "region", "outcome"]
} as const
