import { Description, EnterpriseId, RegionId, VpcepId } from "@codearts/api"
import { checkAccessKey, checkSecretKey } from "@codearts/signing"
import { Schema } from "effect"

/** A name of at most 255 characters. */
export const Name = Schema.NonEmptyString.check(
  Schema.isMaxLength(255, { expected: "at most 255 characters" })
)

const text = (pattern: RegExp, expected: string) =>
  Schema.String.check(Schema.isPattern(pattern, { expected }))

/** A moment, as seeds and the clock are told it. */
export const Time = text(
  /^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/u,
  "an RFC 3339 time, such as 2026-05-01T10:30:00Z"
).check(
  Schema.makeFilter((time) => !Number.isNaN(Date.parse(time)), { expected: "a day that exists" })
)

/** A project. */
export const Project = Schema.Struct({ id: Name, name: Name })

/** An access key with its secret. */
export const AccessKey = Schema.Struct({
  access_key: Schema.String.check(Schema.makeFilter(checkAccessKey)),
  secret_key: Schema.String.check(Schema.makeFilter(checkSecretKey)),
  security_token: Schema.optionalKey(
    Schema.NonEmptyString.annotate({ description: "Makes it a temporary key, which must send it." })
  ),
  enabled: Schema.Boolean.annotate({ description: "A disabled key looks like an unknown one." }),
  sdk_compat: Schema.Boolean.annotate({
    description: "Takes requests as official SDKs for Go, Java and .NET sign them."
  })
})

/** A user with a password. */
export const User = Schema.Struct({
  name: Name,
  password: Schema.NonEmptyString,
  owner: Schema.optionalKey(
    Schema.Boolean.annotate({
      description:
        "The owner of the account has every permission: the first user if nobody is named."
    })
  ),
  roles: Schema.Array(Name).annotate({
    description: "Tenant Administrator is the one that lets its bearer at the list."
  }),
  groups: Schema.optionalKey(
    Schema.Array(Name).annotate({ description: "Who is in admin may do everything." })
  ),
  access_keys: Schema.Array(AccessKey)
})

/** A token for somebody and something. */
export const Token = Schema.Struct({
  token: text(/^[\x21-\x7e]{1,4096}$/u, "1 to 4,096 visible ASCII characters"),
  user: Name,
  scope: Name.annotate({ description: 'The id of a project, or "domain" for a global token.' }),
  expires_at: Time
})

/** An entry of the list. */
export const Vpcep = Schema.Struct({
  vpcep_id: VpcepId,
  description: Description,
  creator: Schema.String,
  create_time: Time,
  modify_time: Time,
  region: RegionId
})

/** A tenant of a seed: its projects, users, keys, tokens and entries. */
export const SeedTenant = Schema.Struct({
  enterprise_id: EnterpriseId,
  name: Name,
  domain_id: Schema.optionalKey(EnterpriseId),
  projects: Schema.Array(Project),
  users: Schema.Array(User),
  tokens: Schema.optionalKey(Schema.Array(Token)),
  vpceps: Schema.Array(Vpcep)
})

/** A tenant of a seed, with all that is its own. */
export type SeedTenant = typeof SeedTenant.Type
