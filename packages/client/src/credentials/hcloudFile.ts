import { Effect, Result, Schema } from "effect"
import { join } from "node:path"
import { readTextFile } from "./readFile.ts"
import { absent, broken, type Source } from "./Source.ts"
import { parseJson } from "./temporaryKey.ts"
import { readWritten, type WrittenCredentials } from "./writtenCredentials.ts"

const text = Schema.optionalKey(Schema.String)

const Profile = Schema.Struct({
  name: Schema.String,
  mode: text,
  region: text,
  accessKeyId: text,
  secretAccessKey: text,
  securityToken: text,
  projectId: text,
  domainId: text
})

const HcloudFile = Schema.Struct({
  current: text,
  profiles: Schema.Array(Profile)
})

// An access key as the cloud issues it; encrypted, it is base64 or hexadecimal and longer.
const plainAccessKey = /^[A-Z\d]{16,40}$/u

const isPlain = ({ accessKeyId = "" }: typeof Profile.Type) => plainAccessKey.test(accessKeyId)

const filled = (value: string | undefined) => (value === "" ? undefined : value)

const renamed = (profile: typeof Profile.Type): WrittenCredentials => {
  const security_token = filled(profile.securityToken)
  const project_id = filled(profile.projectId)
  const domain_id = filled(profile.domainId)
  return {
    access_key: profile.accessKeyId ?? "",
    ...(profile.secretAccessKey !== undefined && { secret_key: profile.secretAccessKey }),
    ...(security_token !== undefined && { security_token }),
    ...(project_id !== undefined && { project_id }),
    ...(domain_id !== undefined && { domain_id })
  }
}

const readHcloudFile = Effect.fnUntraced(function* (path: string) {
  const file = Result.flatMap(
    parseJson(yield* readTextFile(path)),
    Schema.decodeUnknownResult(HcloudFile)
  )
  return Result.isFailure(file) ? yield* broken(`${path} is not what hcloud writes`) : file.success
})

const pathIn = (home: string) => join(home, ".hcloud", "config.json")

type Kind = "key" | "encrypted" | "other"

const kindOf = (profile: typeof Profile.Type): Kind => {
  if (profile.mode !== undefined && profile.mode !== "AKSK") return "other"
  return isPlain(profile) ? "key" : "encrypted"
}

/** A profile of `hcloud`, as far as it can be used elsewhere. */
export interface HcloudProfile {
  readonly name: string
  readonly region: string | undefined
  /** `other` holds no access key of its own. */
  readonly kind: Kind
  readonly written: WrittenCredentials
}

/** All the profiles of `hcloud`, and where they were read. */
export const readHcloudProfiles = Effect.fnUntraced(function* (home: string) {
  const path = pathIn(home)
  const { profiles } = yield* readHcloudFile(path)
  return {
    path,
    profiles: profiles.map((profile): HcloudProfile => {
      const { name, region } = profile
      return { name, region: filled(region), kind: kindOf(profile), written: renamed(profile) }
    })
  }
})

const currentProfile = Effect.fnUntraced(function* (path: string) {
  const { current, profiles } = yield* readHcloudFile(path)
  const profile = profiles.find(({ name }) => name === (filled(current) ?? "default"))
  return profile ?? (yield* absent(`${path} has no current profile`))
})

/** The current profile of `hcloud`, where its access key is not encrypted. */
export const hcloudFile = (home: string): Source => ({
  name: "file of hcloud",
  find: Effect.gen(function* () {
    const path = pathIn(home)
    const profile = yield* currentProfile(path)
    const kind = kindOf(profile)
    if (kind === "other") {
      return yield* absent(`the current profile of ${path} holds no access key of its own`)
    }
    if (kind === "encrypted") {
      return yield* absent(
        `${path} is encrypted; it can be read after: hcloud configure set --cli-auth-encrypt=false`
      )
    }
    const found = yield* readWritten(renamed(profile), path)
    return found ?? (yield* absent(`${path} has no access key`))
  })
})
