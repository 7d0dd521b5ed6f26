import { Effect } from "effect"
import { join } from "node:path"
import type { Dispatcher } from "undici"
import { type Environment, variable } from "./environment.ts"
import { exchangeIdToken } from "./idToken.ts"
import { readIni } from "./ini.ts"
import { readTextFile } from "./readFile.ts"
import { absent, broken, type Source } from "./Source.ts"
import { readWritten, type WrittenCredentials } from "./writtenCredentials.ts"

type Section = Readonly<Partial<Record<string, string>>>

const names: Readonly<Record<string, string>> = { access_key: "ak", secret_key: "sk" }

/** Its `[basic]` section, which is for what belongs to a region as this API does, else `[global]`. */
const readSection = Effect.fnUntraced(function* (path: string) {
  const ini = readIni(yield* readTextFile(path))
  if (typeof ini === "number") return yield* broken(`${path}, line ${ini}: is no INI`)
  const found = ini.get("basic") ?? ini.get("global")
  if (found === undefined) return yield* absent(`${path} has no section [basic] or [global]`)
  const section: Section = Object.fromEntries([...found].filter(([, value]) => value !== ""))
  return section
})

/** The fields of a section that are ours under another name. */
const renamed = ({ ak, domain_id, project_id, security_token, sk }: Section) => ({
  ...(ak !== undefined && { access_key: ak }),
  ...(sk !== undefined && { secret_key: sk }),
  ...(security_token !== undefined && { security_token }),
  ...(project_id !== undefined && { project_id }),
  ...(domain_id !== undefined && { domain_id })
})

const pathIn = (environment: Environment, home: string) =>
  variable(environment, "HUAWEICLOUD_SDK_CREDENTIALS_FILE") ??
  join(home, ".huaweicloud", "credentials")

const naming = (field: string) => names[field] ?? field

/** What the file of the official SDKs has, and where it was read; an identity provider's is not in it. */
export const readSdkProfile = Effect.fnUntraced(function* (environment: Environment, home: string) {
  const path = pathIn(environment, home)
  const written: WrittenCredentials = renamed(yield* readSection(path))
  const found = yield* readWritten(written, path, naming)
  return found === undefined ? yield* absent(`${path} has no ak and sk`) : { path, written }
})

/** The file of the official SDKs, whose modes are theirs to judge. */
export const sdkFile = (
  environment: Environment,
  home: string,
  dispatcher?: Dispatcher
): Source => ({
  name: "file of the official SDKs",
  find: Effect.gen(function* () {
    const path = pathIn(environment, home)
    const section = yield* readSection(path)
    const { domain_id, iam_endpoint, id_token_file, idp_id, project_id } = section
    if (idp_id !== undefined && id_token_file !== undefined) {
      return yield* exchangeIdToken({
        idpId: idp_id,
        idTokenFile: id_token_file,
        endpoint: iam_endpoint,
        projectId: project_id,
        domainId: domain_id,
        dispatcher
      })
    }
    const found = yield* readWritten(renamed(section), path, naming)
    return found ?? (yield* absent(`${path} has no ak and sk`))
  })
})
