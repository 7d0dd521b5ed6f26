import type { OwnedAccessKey } from "@codearts/admission"
import { Redacted } from "effect"
import { type KeptApiKey, readApiKeyHash } from "./apiKey.ts"
import type { CallerSettings } from "./callerSettings.ts"
import type { CertificateRule } from "./certificate.ts"
import type { FindKey } from "./jwkSet.ts"
import type { Issuer } from "./jwt.ts"
import { type Groups, type KnownCaller, knownCaller } from "./KnownCaller.ts"
import { readOnly } from "../policy.ts"

/** A caller that may ask for a token, and what for. */
export interface User extends NonNullable<CallerSettings["user"]> {
  readonly caller: KnownCaller
}

/** All callers that there are, by what they are known by. Another one takes its place when the settings are read anew. */
export interface Directory {
  readonly accessKeys: ReadonlyMap<string, OwnedAccessKey<KnownCaller>>
  /** Whether any access key has two secrets. */
  readonly rotates: boolean
  readonly apiKeys: ReadonlyMap<string, KeptApiKey & { readonly caller: KnownCaller }>
  readonly issuers: ReadonlyMap<string, Issuer>
  readonly certificates: ReadonlyArray<{
    readonly by: CertificateRule
    readonly caller: KnownCaller
  }>
  /** By account and name. */
  readonly users: ReadonlyMap<string, User>
  /** Who sends whatever comes, where nobody needs any credential. */
  readonly anyone: KnownCaller | undefined
}

/** A service whose tokens are believed, and where its keys are. */
export interface TrustedIssuer extends Omit<Issuer, "rules"> {
  readonly findKey: FindKey
}

/** What a directory is made of. */
export interface DirectorySettings {
  readonly callers: "none" | ReadonlyArray<CallerSettings>
  readonly groups?: Groups
  readonly issuers?: ReadonlyArray<TrustedIssuer>
}

interface Held {
  readonly settings: CallerSettings
  readonly caller: KnownCaller
}

/** The name under which a user is found. */
export const userKey = (domain: string, name: string): string => JSON.stringify([domain, name])

const accessKeyOf = ({ caller, settings }: Held): ReadonlyArray<OwnedAccessKey<KnownCaller>> => {
  const { access_key, enabled = true, sdk_compat = false, secret_keys = [] } = settings
  const [key, previous] = secret_keys.map((secret) => ({
    accessKey: access_key ?? "",
    secretKey: Redacted.value(secret),
    enabled,
    sdk_compat
  }))
  return key === undefined ? [] : [{ key, ...(previous && { previous }), caller }]
}

const issuerWith = (trusted: TrustedIssuer, held: ReadonlyArray<Held>): Issuer => ({
  ...trusted,
  rules: held.flatMap(({ caller, settings: { jwt } }) =>
    jwt?.issuer === trusted.issuer ? [{ claims: jwt.claims, caller }] : []
  )
})

const anyone: KnownCaller = { principal: "anyone", groups: [], allow: readOnly }

/** The callers of some settings. */
export const directoryOf = ({
  callers,
  groups = {},
  issuers = []
}: DirectorySettings): Directory => {
  const all = (callers === "none" ? [] : callers).map((settings): Held => ({
    settings,
    caller: knownCaller(settings, groups)
  }))
  const enabled = all.filter(({ settings }) => settings.enabled !== false)
  const accessKeys = all.flatMap(accessKeyOf) // disabled ones too, which the verifier refuses
  return {
    accessKeys: new Map(accessKeys.map((owned) => [owned.key.accessKey, owned])),
    rotates: accessKeys.some(({ previous }) => previous !== undefined),
    apiKeys: new Map(
      enabled.flatMap(({ caller, settings: { api_key_hashes = [] } }) =>
        api_key_hashes.map(readApiKeyHash).map((kept) => [kept.id, { ...kept, caller }] as const)
      )
    ),
    issuers: new Map(issuers.map((trusted) => [trusted.issuer, issuerWith(trusted, enabled)])),
    certificates: enabled.flatMap(({ caller, settings: { certificates = [] } }) =>
      certificates.map((by) => ({ by, caller }))
    ),
    users: new Map(
      enabled.flatMap(({ caller, settings: { user } }) =>
        user === undefined
          ? []
          : [[userKey(user.domain.name, user.name), { ...user, caller }] as const]
      )
    ),
    anyone: callers === "none" ? anyone : undefined
  }
}
