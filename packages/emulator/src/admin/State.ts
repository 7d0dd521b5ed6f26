import { Schema } from "effect"

/** An account, without what is in it. */
export const TenantAccount = Schema.Struct({
  enterprise_id: Schema.String,
  name: Schema.String,
  domain_id: Schema.String,
  frozen: Schema.Boolean,
  vpcep_quota: Schema.NullOr(Schema.Int)
})

/** A project of an account. */
export const ProjectState = Schema.Struct({ id: Schema.String, name: Schema.String })

/** An access key without its secret. */
export const AccessKeyState = Schema.Struct({
  access_key: Schema.String,
  enabled: Schema.Boolean,
  sdk_compat: Schema.Boolean,
  temporary: Schema.Boolean.annotate({ description: "Whether it comes with a security token." })
})

/** A user without the password. */
export const UserState = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  owner: Schema.Boolean,
  roles: Schema.Array(Schema.String),
  groups: Schema.Array(Schema.String),
  access_keys: Schema.Array(AccessKeyState)
})

/** A token without its letters: the store knows only their hash. */
export const TokenState = Schema.Struct({
  user: Schema.String,
  scope: Schema.String.annotate({ description: 'The id of a project, or "domain".' }),
  expires_at: Schema.String
})

/** An entry of the list. */
export const VpcepState = Schema.Struct({
  vpcep_id: Schema.String,
  region: Schema.String,
  description: Schema.String,
  creator: Schema.String,
  create_time: Schema.String,
  modify_time: Schema.String
})

/** All that an emulator holds, without a secret, in an order that is always the same. */
export const State = Schema.Struct({
  tenants: Schema.Array(
    Schema.Struct({
      ...TenantAccount.fields,
      projects: Schema.Array(ProjectState),
      users: Schema.Array(UserState),
      tokens: Schema.Array(TokenState),
      vpceps: Schema.Array(VpcepState)
    })
  )
})

/** All that an emulator holds. */
export type State = typeof State.Type
