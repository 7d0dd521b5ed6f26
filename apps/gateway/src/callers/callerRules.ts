import { Redacted } from "effect"
import { secretKeyProblem } from "../secretKey.ts"
import { readApiKeyHash } from "./apiKey.ts"
import type { CallerSettings, DirectoryFields } from "./callerSettings.ts"
import { userKey } from "./Directory.ts"
import { nameOf } from "./KnownCaller.ts"

type Path = ReadonlyArray<PropertyKey>

/** A rule that is broken, as a filter of a schema tells it. */
interface Issue {
  readonly path: Path
  readonly issue: string
}

type Issues = ReadonlyArray<Issue>

const kinds = ["access_key", "api_key_hashes", "jwt", "certificates", "user"] as const

const credentialIssues = (caller: CallerSettings): Issues => {
  const { access_key, name, sdk_compat, secret_keys } = caller
  const of = (path: Path, issue: string, holds: boolean) => (holds ? [{ path, issue }] : [])
  return [
    ...of([], `needs a credential: ${kinds.join(", ")}`, !kinds.some((kind) => kind in caller)),
    ...of(
      ["name"],
      "is required of a caller without access_key",
      name === undefined && access_key === undefined
    ),
    ...of(
      ["secret_key_file"],
      "is required beside access_key",
      access_key !== undefined && secret_keys === undefined
    ),
    ...of(
      ["access_key"],
      "is required beside a secret key",
      access_key === undefined && secret_keys !== undefined
    ),
    ...of(["sdk_compat"], "is for an access key", access_key === undefined && sdk_compat === true)
  ]
}

const mostSecrets = 2

const secretIssues = ({ secret_keys }: CallerSettings): Issues => {
  const texts = (secret_keys ?? []).map((secret) => Redacted.value(secret))
  const where = (index: number): Path =>
    texts.length === 1 ? ["secret_key"] : ["secret_keys", index]
  const weak = texts.flatMap((text, index) => {
    const issue = secretKeyProblem(text)
    return issue === undefined ? [] : [{ path: where(index), issue }]
  })
  if (texts.length > mostSecrets)
    return [...weak, { path: ["secret_keys"], issue: "has two at most: the new one and the old" }]
  return texts.length === 2 && texts[0] === texts[1]
    ? [...weak, { path: ["secret_keys"], issue: "has the same one twice" }]
    : weak
}

interface Taken {
  readonly path: Path
  readonly mark: string
}

/** What one caller alone may have. */
const takenBy = (caller: CallerSettings): ReadonlyArray<Taken> => {
  const { access_key, api_key_hashes = [], certificates = [], user } = caller
  const ofName = caller.name === undefined ? [] : [["name"]]
  return [
    ...(access_key === undefined
      ? []
      : [{ path: ["access_key"], mark: `access_key ${access_key}` }]),
    ...ofName.map((path) => ({ path, mark: `name ${nameOf(caller)}` })),
    ...api_key_hashes.map((written, index) => ({
      path: ["api_key_hashes", index],
      mark: `api key ${readApiKeyHash(written).id}`
    })),
    ...certificates.map((rule, index) => ({
      path: ["certificates", index],
      mark: JSON.stringify(rule)
    })),
    ...(user === undefined
      ? []
      : [
          {
            path: ["user", "name"],
            mark: `user ${userKey(user.domain.name, user.name)}`
          }
        ])
  ]
}

const repeated = (callers: ReadonlyArray<CallerSettings>): Issues => {
  const seen = new Set<string>()
  return callers.flatMap((caller, index) =>
    takenBy(caller).flatMap(({ mark, path }) => {
      if (!seen.has(mark)) {
        seen.add(mark)
        return []
      }
      return [{ path: [index, ...path], issue: "is another caller's too" }]
    })
  )
}

/** Every rule that callers must keep beside their fields' own. */
export const callerIssues = (callers: ReadonlyArray<CallerSettings>): Issues => [
  ...callers.flatMap((caller, index) =>
    [...credentialIssues(caller), ...secretIssues(caller)].map(({ issue, path }) => ({
      path: [index, ...path],
      issue
    }))
  ),
  ...repeated(callers)
]

/** What callers name must be there. */
export const namedIssues = (
  callers: ReadonlyArray<CallerSettings>,
  { groups = {}, oidc = [] }: DirectoryFields
): Issues =>
  callers.flatMap((caller, index) => [
    ...(caller.groups ?? []).flatMap((group, at) =>
      group in groups ? [] : [{ path: ["callers", index, "groups", at], issue: "is not in groups" }]
    ),
    ...(caller.jwt === undefined || oidc.some(({ issuer }) => issuer === caller.jwt?.issuer)
      ? []
      : [{ path: ["callers", index, "jwt", "issuer"], issue: "is no issuer in oidc" }])
  ])
