import { Description, EnterpriseId, RegionId, VpcepId } from "@codearts/api"
import { Schema, Struct } from "effect"
import { ClockSetting } from "../clock.ts"
import { FaultRule } from "../FaultRule.ts"
import { Seed } from "../seed.ts"
import { AccessKey, Name, Project, Time, Token, User, Vpcep } from "../SeedTenant.ts"
import { Switches } from "../switches.ts"
import { Snapshot } from "./Snapshot.ts"
import {
  AccessKeyState,
  ProjectState,
  State,
  TenantAccount,
  TokenState,
  UserState,
  VpcepState
} from "./State.ts"

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE"

const operation = <Input extends Schema.Top, Output extends Schema.Top>(
  method: Method,
  path: string,
  summary: string,
  input: Input,
  output: Output
) => ({ method, path: `/admin/v1${path}`, summary, input, output })

const optional = Schema.optionalKey
const Nothing = Schema.Struct({})
const Quota = Schema.NullOr(
  Schema.Int.check(
    Schema.isBetween(
      { minimum: 0, maximum: 1_000_000_000 },
      { expected: "a whole number from 0 to 1,000,000,000" }
    )
  )
)
const inTenant = { enterprise_id: EnterpriseId }
const user = { ...inTenant, user: Name }
const entry = { ...inTenant, region: RegionId, vpcep_id: VpcepId }
const { creator, ...timesOfEntry } = Struct.pick(Vpcep.fields, [
  "creator",
  "create_time",
  "modify_time"
])

const Clock = Schema.Struct({ now: Time, setting: ClockSetting })

const Fault = Schema.Struct({ ...FaultRule.fields, id: Schema.Int, met: Schema.Int })

/**
 * What the admin API does, beside the documented one. The fields of a path come from the input, all
 * others of it are the body.
 */
export const adminOperations = {
  readState: operation("GET", "/state", "All tenants with what is theirs", Nothing, State),
  reset: operation("POST", "/reset", "Back to how the emulator was made", Nothing, Nothing),
  seed: operation("POST", "/seed", "Put a seed in place of everything", Seed, Nothing),
  takeSnapshot: operation("GET", "/snapshot", "The whole store", Nothing, Snapshot),
  restore: operation("POST", "/restore", "Put a snapshot in place of the store", Snapshot, Nothing),

  createTenant: operation(
    "POST",
    "/tenants",
    "Add an account",
    Schema.Struct({
      ...inTenant,
      name: Name,
      domain_id: optional(EnterpriseId),
      vpcep_quota: optional(Quota)
    }),
    TenantAccount
  ),
  updateTenant: operation(
    "PATCH",
    "/tenants/{enterprise_id}",
    "Freeze an account, or set its quota of entries",
    Schema.Struct({
      ...inTenant,
      frozen: optional(Schema.Boolean),
      vpcep_quota: optional(Quota)
    }),
    TenantAccount
  ),
  deleteTenant: operation(
    "DELETE",
    "/tenants/{enterprise_id}",
    "Remove an account with all that is in it",
    Schema.Struct(inTenant),
    Nothing
  ),

  createProject: operation(
    "POST",
    "/tenants/{enterprise_id}/projects",
    "Add a project",
    Schema.Struct({ ...inTenant, ...Project.fields }),
    ProjectState
  ),
  deleteProject: operation(
    "DELETE",
    "/tenants/{enterprise_id}/projects/{id}",
    "Remove a project and the tokens for it",
    Schema.Struct({ ...inTenant, id: Name }),
    Nothing
  ),

  createUser: operation(
    "POST",
    "/tenants/{enterprise_id}/users",
    "Add a user; the first one of an account is its owner",
    Schema.Struct({
      ...inTenant,
      name: Name,
      password: User.fields.password,
      roles: optional(User.fields.roles),
      groups: User.fields.groups
    }),
    UserState
  ),
  updateUser: operation(
    "PATCH",
    "/tenants/{enterprise_id}/users/{user}",
    "Set the password, the roles or the groups of a user",
    Schema.Struct({
      ...user,
      password: optional(User.fields.password),
      roles: optional(User.fields.roles),
      groups: User.fields.groups
    }),
    UserState
  ),
  deleteUser: operation(
    "DELETE",
    "/tenants/{enterprise_id}/users/{user}",
    "Remove a user with their keys and tokens",
    Schema.Struct(user),
    Nothing
  ),

  createAccessKey: operation(
    "POST",
    "/tenants/{enterprise_id}/users/{user}/access_keys",
    "Add an access key",
    Schema.Struct({
      ...user,
      ...Struct.omit(AccessKey.fields, ["enabled", "sdk_compat"]),
      enabled: optional(Schema.Boolean),
      sdk_compat: optional(Schema.Boolean)
    }),
    AccessKeyState
  ),
  updateAccessKey: operation(
    "PATCH",
    "/access_keys/{access_key}",
    "Enable or disable an access key, or its compatibility with official SDKs",
    Schema.Struct({
      access_key: AccessKey.fields.access_key,
      enabled: optional(Schema.Boolean),
      sdk_compat: optional(Schema.Boolean)
    }),
    AccessKeyState
  ),
  deleteAccessKey: operation(
    "DELETE",
    "/access_keys/{access_key}",
    "Remove an access key",
    Schema.Struct({ access_key: AccessKey.fields.access_key }),
    Nothing
  ),

  createToken: operation(
    "POST",
    "/tenants/{enterprise_id}/tokens",
    "Add a token of given letters",
    Schema.Struct({ ...inTenant, ...Token.fields }),
    TokenState
  ),
  revokeToken: operation(
    "POST",
    "/tokens/revoke",
    "Revoke a token",
    Schema.Struct({ token: Token.fields.token }),
    Nothing
  ),

  createVpcep: operation(
    "POST",
    "/tenants/{enterprise_id}/vpceps",
    "Add an entry, which the documented API cannot",
    Schema.Struct({
      ...entry,
      description: optional(Description),
      creator: optional(creator),
      create_time: optional(timesOfEntry.create_time),
      modify_time: optional(timesOfEntry.modify_time)
    }),
    VpcepState
  ),
  updateVpcep: operation(
    "PATCH",
    "/tenants/{enterprise_id}/vpceps/{region}/{vpcep_id}",
    "Change an entry, which the documented API cannot",
    Schema.Struct({
      ...entry,
      description: optional(Description),
      creator: optional(creator),
      modify_time: optional(timesOfEntry.modify_time)
    }),
    VpcepState
  ),
  deleteVpcep: operation(
    "DELETE",
    "/tenants/{enterprise_id}/vpceps/{region}/{vpcep_id}",
    "Remove an entry",
    Schema.Struct(entry),
    Nothing
  ),

  readSwitches: operation("GET", "/switches", "How the switches stand", Nothing, Switches),
  setSwitches: operation(
    "PATCH",
    "/switches",
    "Set some of the switches",
    Switches.mapFields(Struct.map(Schema.optionalKey)),
    Switches
  ),

  readClock: operation("GET", "/clock", "What the emulator takes for the present", Nothing, Clock),
  setClock: operation(
    "PUT",
    "/clock",
    "Freeze the clock, shift it, or let it be",
    ClockSetting,
    Clock
  ),

  listFaults: operation(
    "GET",
    "/faults",
    "The faults that are set",
    Nothing,
    Schema.Struct({ faults: Schema.Array(Fault) })
  ),
  addFault: operation("POST", "/faults", "Set a fault", FaultRule, Fault),
  deleteFault: operation(
    "DELETE",
    "/faults/{id}",
    "Remove a fault",
    Schema.Struct({ id: Schema.NumberFromString.check(Schema.isInt()) }),
    Nothing
  ),
  clearFaults: operation("DELETE", "/faults", "Remove every fault", Nothing, Nothing)
} as const

type Operations = typeof adminOperations

/** The name of what the admin API does. */
export type AdminOperationName = keyof Operations

/** What an operation takes. */
export type AdminInput<Name extends AdminOperationName> = Operations[Name]["input"]["Type"]

/** What an operation answers. */
export type AdminOutput<Name extends AdminOperationName> = Operations[Name]["output"]["Type"]

/** An operation with its types left open, for who chooses it while the program runs. */
export interface OpenOperation {
  readonly method: Method
  readonly path: string
  readonly input: Schema.Codec<unknown, Readonly<Record<string, unknown>>>
  readonly output: Schema.Codec<unknown>
}

/** The operation of a name. */
export const adminOperation = (name: AdminOperationName): OpenOperation => adminOperations[name]

/** The names of all operations, in the order of the contract. */
export const adminOperationNames = Object.keys(adminOperations) as ReadonlyArray<AdminOperationName> // an object of ours has no other keys
