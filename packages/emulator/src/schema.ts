/**
 * The tables that a backup has the rows of, each after those it refers to, with the columns of its
 * key. What is left out: `audit_head`, of one row, and `replay`, which a restored store keeps.
 */
export const keys = {
  tenant: ["enterprise_id"],
  project: ["id"],
  iam_user: ["id"],
  iam_role: ["user_id", "name"],
  iam_group: ["user_id", "name"],
  access_key: ["access_key"],
  token: ["token_hash"],
  vpcep: ["enterprise_id", "vpcep_id", "region"],
  audit: ["number"]
} as const

/** A table whose rows are copied. */
export type CopiedTable = keyof typeof keys

/** Every table, each after those it refers to. */
export const tables = [
  ...(Object.keys(keys) as ReadonlyArray<CopiedTable>), // an object of ours has no other keys
  "replay",
  "audit_head"
] as const

/** A table of the store. */
export type Table = (typeof tables)[number]

/** An audit without a head cannot be added to; where there is one, it stays. */
export const ensureAuditHead =
  "INSERT INTO audit_head (id, number, hash) SELECT 1, 0, '' WHERE NOT EXISTS (SELECT 1 FROM audit_head)"

// Columns bear the names of the wire, times are RFC 3339 text of one length so that they sort as they
// pass, and flags are 0 or 1: what every SQL database understands alike.
const version1 = [
  `CREATE TABLE tenant (
    enterprise_id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    domain_id TEXT NOT NULL UNIQUE,
    vpcep_total INTEGER NOT NULL)`,
  `CREATE TABLE project (
    id TEXT PRIMARY KEY,
    enterprise_id TEXT NOT NULL REFERENCES tenant,
    name TEXT NOT NULL,
    UNIQUE (enterprise_id, name))`,
  `CREATE TABLE iam_user (
    id TEXT PRIMARY KEY,
    enterprise_id TEXT NOT NULL REFERENCES tenant,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    owner INTEGER NOT NULL,
    UNIQUE (enterprise_id, name))`,
  `CREATE TABLE iam_role (
    user_id TEXT NOT NULL REFERENCES iam_user,
    name TEXT NOT NULL,
    PRIMARY KEY (user_id, name))`,
  `CREATE TABLE access_key (
    access_key TEXT PRIMARY KEY,
    secret_key TEXT NOT NULL,
    security_token TEXT,
    enabled INTEGER NOT NULL,
    sdk_compat INTEGER NOT NULL,
    user_id TEXT NOT NULL REFERENCES iam_user)`,
  `CREATE TABLE token (
    token_hash TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES iam_user,
    project_id TEXT REFERENCES project,
    expires_at TEXT NOT NULL)`,
  `CREATE TABLE vpcep (
    enterprise_id TEXT NOT NULL REFERENCES tenant,
    vpcep_id TEXT NOT NULL,
    region TEXT NOT NULL,
    description TEXT NOT NULL,
    creator TEXT NOT NULL,
    create_time TEXT NOT NULL,
    modify_time TEXT NOT NULL,
    PRIMARY KEY (enterprise_id, vpcep_id, region))`,
  `CREATE TABLE replay (
    access_key TEXT NOT NULL,
    signature TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    PRIMARY KEY (access_key, signature))`,
  "CREATE INDEX index_0 ON token (expires_at)",
  "CREATE INDEX index_1 ON replay (expires_at)"
]

const version2 = [
  `CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    request_id TEXT NOT NULL,
    enterprise_id TEXT NOT NULL REFERENCES tenant,
    user_id TEXT NOT NULL,
    operation TEXT NOT NULL,
    details TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL)`,
  `CREATE TABLE audit_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    number INTEGER NOT NULL,
    hash TEXT NOT NULL)`,
  "INSERT INTO audit_head (id, number, hash) VALUES (1, 0, '')"
]

const version3 = [
  "ALTER TABLE tenant ADD COLUMN frozen INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE tenant ADD COLUMN vpcep_quota INTEGER",
  `CREATE TABLE iam_group (
    user_id TEXT NOT NULL REFERENCES iam_user,
    name TEXT NOT NULL,
    PRIMARY KEY (user_id, name))`
]

// The audit of a tenant outlives it, so it refers to none; that needs a new table.
const version4 = [
  "ALTER TABLE iam_user ADD COLUMN description TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE iam_user ADD COLUMN email TEXT NOT NULL DEFAULT ''",
  `CREATE TABLE audit_4 (
    number INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    request_id TEXT NOT NULL,
    enterprise_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    operation TEXT NOT NULL,
    details TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL)`,
  "INSERT INTO audit_4 SELECT * FROM audit",
  "DROP TABLE audit",
  "ALTER TABLE audit_4 RENAME TO audit"
]

/**
 * What each version of the store adds to the one before it, for a new store and an old one alike. A
 * step that has been released is never changed: a change is a step more.
 */
export const migrations: ReadonlyArray<ReadonlyArray<string>> = [
  version1,
  version2,
  version3,
  version4
]

/** The version that this program writes; it refuses the store of a newer one. */
export const schemaVersion = migrations.length
