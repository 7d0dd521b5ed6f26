CREATE TABLE tenant (
enterprise_id TEXT PRIMARY KEY,
name TEXT NOT NULL UNIQUE,
domain_id TEXT NOT NULL UNIQUE,
vpcep_total INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE project (
id TEXT PRIMARY KEY,
enterprise_id TEXT NOT NULL REFERENCES tenant,
name TEXT NOT NULL,
UNIQUE (enterprise_id, name)) STRICT, WITHOUT ROWID;
CREATE TABLE iam_user (
id TEXT PRIMARY KEY,
enterprise_id TEXT NOT NULL REFERENCES tenant,
name TEXT NOT NULL,
password_hash TEXT NOT NULL,
owner INTEGER NOT NULL,
UNIQUE (enterprise_id, name)) STRICT, WITHOUT ROWID;
CREATE TABLE iam_role (
user_id TEXT NOT NULL REFERENCES iam_user,
name TEXT NOT NULL,
PRIMARY KEY (user_id, name)) STRICT, WITHOUT ROWID;
CREATE TABLE access_key (
access_key TEXT PRIMARY KEY,
secret_key TEXT NOT NULL,
security_token TEXT,
enabled INTEGER NOT NULL,
sdk_compat INTEGER NOT NULL,
user_id TEXT NOT NULL REFERENCES iam_user) STRICT, WITHOUT ROWID;
CREATE TABLE token (
token_hash TEXT PRIMARY KEY,
user_id TEXT NOT NULL REFERENCES iam_user,
project_id TEXT REFERENCES project,
expires_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE vpcep (
enterprise_id TEXT NOT NULL REFERENCES tenant,
vpcep_id TEXT NOT NULL,
region TEXT NOT NULL,
description TEXT NOT NULL,
creator TEXT NOT NULL,
create_time TEXT NOT NULL,
modify_time TEXT NOT NULL,
PRIMARY KEY (enterprise_id, vpcep_id, region)) STRICT, WITHOUT ROWID;
CREATE TABLE replay (
access_key TEXT NOT NULL,
signature TEXT NOT NULL,
expires_at TEXT NOT NULL,
PRIMARY KEY (access_key, signature)) STRICT, WITHOUT ROWID;
CREATE INDEX index_0 ON token (expires_at);
CREATE INDEX index_1 ON replay (expires_at);
INSERT INTO tenant VALUES ('tenant-a', 'account-a', 'domain-a', 3);
INSERT INTO project VALUES ('project-a', 'tenant-a', 'ap-southeast-3');
INSERT INTO iam_user VALUES ('1186f4c7f112a6e07ba093b6fee5a77a', 'tenant-a', 'owner', 'scrypt$16384$8$1$QdHXsEyYwH5gbBisXKP9Vg$e4_2jgzV7FkpnoNBoQjcApb49nuVsnWwiuyBnAWGAes', 1);
INSERT INTO access_key VALUES ('OWNER', 'owner-secret', NULL, 1, 0, '1186f4c7f112a6e07ba093b6fee5a77a');
INSERT INTO vpcep VALUES ('tenant-a', 'vp-0', 'ap-southeast-3', '', 'owner', '2026-05-02T14:20:00Z', '2026-05-02T14:20:00Z');
INSERT INTO vpcep VALUES ('tenant-a', 'vp-1', 'ap-southeast-3', '', 'owner', '2026-05-02T14:20:00Z', '2026-05-02T14:20:00Z');
INSERT INTO vpcep VALUES ('tenant-a', 'vp-2', 'ap-southeast-3', '', 'owner', '2026-05-02T14:20:00Z', '2026-05-02T14:20:00Z');
PRAGMA application_id = 1128359277;
PRAGMA user_version = 1;
