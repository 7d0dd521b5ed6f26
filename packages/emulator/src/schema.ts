/** Raised with every change of a table; a program refuses the store of a newer one. */
export const schemaVersion = 1

/**
 * The tables, by name. Columns bear the names of the wire, times are RFC 3339 text of one length so
 * that they sort as they pass, and flags are 0 or 1: what every SQL database understands alike.
 */
export const tables = {
  tenant: `
    enterprise_id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    domain_id TEXT NOT NULL UNIQUE,
    vpcep_total INTEGER NOT NULL`,
  project: `
    id TEXT PRIMARY KEY,
    enterprise_id TEXT NOT NULL REFERENCES tenant,
    name TEXT NOT NULL,
    UNIQUE (enterprise_id, name)`,
  iam_user: `
    id TEXT PRIMARY KEY,
    enterprise_id TEXT NOT NULL REFERENCES tenant,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    owner INTEGER NOT NULL,
    UNIQUE (enterprise_id, name)`,
  iam_role: `
    user_id TEXT NOT NULL REFERENCES iam_user,
    name TEXT NOT NULL,
    PRIMARY KEY (user_id, name)`,
  access_key: `
    access_key TEXT PRIMARY KEY,
    secret_key TEXT NOT NULL,
    security_token TEXT,
    enabled INTEGER NOT NULL,
    sdk_compat INTEGER NOT NULL,
    user_id TEXT NOT NULL REFERENCES iam_user`,
  token: `
    token_hash TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES iam_user,
    project_id TEXT REFERENCES project,
    expires_at TEXT NOT NULL`,
  vpcep: `
    enterprise_id TEXT NOT NULL REFERENCES tenant,
    vpcep_id TEXT NOT NULL,
    region TEXT NOT NULL,
    description TEXT NOT NULL,
    creator TEXT NOT NULL,
    create_time TEXT NOT NULL,
    modify_time TEXT NOT NULL,
    PRIMARY KEY (enterprise_id, vpcep_id, region)`,
  replay: `
    access_key TEXT NOT NULL,
    signature TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    PRIMARY KEY (access_key, signature)`
} as const

/** A table of the store. */
export type Table = keyof typeof tables

/** Columns that rows are looked up by, beside the keys. */
export const indexes = ["token (expires_at)", "replay (expires_at)"] as const
