import { Effect, Result, Schema } from "effect"
import { join } from "node:path"
import { readTextFile } from "./readFile.ts"
import { absent, broken, type Source } from "./Source.ts"
import { parseJson } from "./temporaryKey.ts"
import { readWritten } from "./writtenCredentials.ts"

const text = Schema.optionalKey(Schema.String)

const Profile = Schema.Struct({
  name: Schema.String,
  mode: text,
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

const renamed = (profile: typeof Profile.Type) => {
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

const currentProfile = Effect.fnUntraced(function* (path: string) {
  const file = Result.flatMap(
    parseJson(yield* readTextFile(path)),
    Schema.decodeUnknownResult(HcloudFile)
  )
  if (Result.isFailure(file)) return yield* broken(`${path} is not what hcloud writes`)
  const { current, profiles } = file.success
  const profile = profiles.find(({ name }) => name === (filled(current) ?? "default"))
  return profile ?? (yield* absent(`${path} has no current profile`))
})

/** The current profile of `hcloud`, where its access key is not encrypted. */
export const hcloudFile = (home: string): Source => ({
  name: "file of hcloud",
  find: Effect.gen(function* () {
    const path = join(home, ".hcloud", "config.json")
    const profile = yield* currentProfile(path)
    if (profile.mode !== undefined && profile.mode !== "AKSK") {
      return yield* absent(`the current profile of ${path} holds no access key of its own`)
    }
    if (!isPlain(profile)) {
      return yield* absent(
        `${path} is encrypted; it can be read after: hcloud configure set --cli-auth-encrypt=false`
      )
    }
    const found = yield* readWritten(renamed(profile), path)
    return found ?? (yield* absent(`${path} has no access key`))
  })
})
