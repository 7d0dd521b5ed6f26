import type { Seed } from "@codearts/emulator"
import type { Credentials } from "@codearts/signing"

/** The region of every entry. */
export const region = "cn-north-7"

const otherRegion = "eu-west-9"

/** The two tenants. */
export const tenants = { own: "tenant-a", other: "tenant-b" } as const

/** Who sends the cases, and who does not. */
export const keys = {
  known: {
    accessKey: "AKKNOWN00000000000AA",
    secretKey: "SKknown-0123456789abcdefghijklmnopqrst"
  },
  other: {
    accessKey: "AKOTHER00000000000BB",
    secretKey: "SKother-0123456789abcdefghijklmnopqrst"
  },
  disabled: {
    accessKey: "AKDISABLED0000000000",
    secretKey: "SKdis-0123456789abcdefghijklmnopqrstuv"
  },
  unknown: {
    accessKey: "AKUNKNOWN0000000ZZZZ",
    secretKey: "SKknown-0123456789abcdefghijklmnopqrst"
  }
} as const satisfies Readonly<Record<string, Credentials>>

/** Who looks at the entries before and after, one in each tenant. */
export const witnesses = {
  own: { accessKey: "WITNESS-A", secretKey: "SKwitness-a-0123456789abcdefghijklmnop" },
  other: { accessKey: "WITNESS-B", secretKey: "SKwitness-b-0123456789abcdefghijklmnop" }
} as const satisfies Readonly<Record<string, Credentials>>

/** What a gateway with a remote upstream signs with. */
export const upstreamKey: Credentials = {
  accessKey: "UPSTREAM",
  secretKey: "SKupstream-0123456789abcdefghijklmnopq"
}

/** Tokens of the known key's user. */
export const tokens = {
  valid: "tok-valid-a",
  expired: "tok-expired",
  domain: "tok-domain",
  otherRegion: "tok-other-region"
} as const

/** The id of a tenant's entry. */
export const vpcep = (enterprise_id: string, index: number) => `vp-${enterprise_id}-${index}`

const seedKey = ({ accessKey, secretKey }: Credentials, enabled = true, sdk_compat = false) => ({
  access_key: accessKey,
  secret_key: secretKey,
  enabled,
  sdk_compat
})

const user = (name: string, ...access_keys: ReadonlyArray<ReturnType<typeof seedKey>>) => ({
  name,
  password: `password of ${name}`,
  roles: ["Tenant Administrator"],
  access_keys
})

const written = "2026-05-01T10:30:00Z"

const vpceps = (enterprise_id: string) =>
  [0, 1, 2, 3, 4].map((index) => ({
    vpcep_id: vpcep(enterprise_id, index),
    description: "d",
    creator: "owner",
    create_time: written,
    modify_time: written,
    region
  }))

const token = (text: string, scope: string, expires_at = "2099-01-01T00:00:00Z") => ({
  token: text,
  user: "admin",
  scope,
  expires_at
})

const seed = (sdk_compat: boolean): Seed => ({
  tenants: [
    {
      enterprise_id: tenants.own,
      name: "account-a",
      domain_id: "dom-a",
      projects: [
        { id: "proj-a", name: region },
        { id: "proj-a-far", name: otherRegion }
      ],
      users: [
        user("owner", seedKey(witnesses.own), seedKey(upstreamKey)),
        user("admin", seedKey(keys.known, true, sdk_compat), seedKey(keys.disabled, false))
      ],
      tokens: [
        token(tokens.valid, "proj-a"),
        token(tokens.expired, "proj-a", written),
        token(tokens.domain, "domain"),
        token(tokens.otherRegion, "proj-a-far")
      ],
      vpceps: vpceps(tenants.own)
    },
    {
      enterprise_id: tenants.other,
      name: "account-b",
      domain_id: "dom-b",
      projects: [{ id: "proj-b", name: region }],
      users: [user("owner", seedKey(witnesses.other)), user("admin", seedKey(keys.other))],
      vpceps: vpceps(tenants.other)
    }
  ]
})

/** What the emulator starts with, by what the known key accepts. */
export const seeds = { strict: seed(false), compat: seed(true) } as const

/** Whether the known key accepts what official SDKs do otherwise than specified. */
export type Mode = keyof typeof seeds
