import { Effect } from "effect"
import { absent, type Source } from "./Source.ts"
import { readWritten, type WrittenCredentials } from "./writtenCredentials.ts"

/** Variables by name, as `process.env` has them; an empty one counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The value of a variable. */
export const variable = (environment: Environment, name: string): string | undefined => {
  const value = environment[name]
  return value === "" ? undefined : value
}

type Names = Partial<Record<keyof WrittenCredentials, string>>

const ofOfficialSdks = {
  access_key: "HUAWEICLOUD_SDK_AK",
  secret_key: "HUAWEICLOUD_SDK_SK",
  security_token: "HUAWEICLOUD_SDK_SECURITY_TOKEN",
  project_id: "HUAWEICLOUD_SDK_PROJECT_ID",
  domain_id: "HUAWEICLOUD_SDK_DOMAIN_ID"
} satisfies Names

const scopeOfTerraform = { project_id: "HW_PROJECT_ID", domain_id: "HW_DOMAIN_ID" } satisfies Names

/** In the order of Terraform's provider, where more than one of them is set. */
const ofTerraform: ReadonlyArray<Names> = [
  { token: "HW_AUTH_TOKEN", ...scopeOfTerraform },
  {
    access_key: "HW_ACCESS_KEY",
    secret_key: "HW_SECRET_KEY",
    security_token: "HW_SECURITY_TOKEN",
    ...scopeOfTerraform
  },
  {
    user_name: "HW_USER_NAME",
    domain_name: "HW_DOMAIN_NAME",
    password: "HW_USER_PASSWORD",
    project_name: "HW_PROJECT_NAME"
  }
]

const written = (environment: Environment, names: Names): WrittenCredentials =>
  Object.fromEntries(
    Object.entries(names).flatMap(([field, name]) => {
      const value = variable(environment, name)
      return value === undefined ? [] : [[field, value]]
    })
  )

// HW_DOMAIN_NAME alone is an account's name for other tools, not half of a password.
const isBegun = (fields: WrittenCredentials) =>
  [fields.access_key, fields.secret_key, fields.token, fields.password].some(
    (value) => value !== undefined
  )

const inVariables = (
  environment: Environment,
  name: string,
  sets: ReadonlyArray<Names>,
  missing: string
): Source => ({
  name,
  find: Effect.suspend(() => {
    for (const names of sets) {
      const fields = written(environment, names)
      if (isBegun(fields)) {
        const naming = (field: string) => names[field as keyof Names] ?? field // a field of `fields`
        return Effect.flatMap(readWritten(fields, "the environment", naming), (found) =>
          found === undefined ? Effect.fail(absent(missing)) : Effect.succeed(found)
        )
      }
    }
    return Effect.fail(absent(missing))
  })
})

/** An access key in the variables of the official SDKs. */
export const sdkEnvironment = (environment: Environment): Source =>
  inVariables(
    environment,
    "environment, HUAWEICLOUD_SDK_*",
    [ofOfficialSdks],
    "HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK are not set"
  )

/** A token, an access key or a password in the variables of Terraform's provider. */
export const terraformEnvironment = (environment: Environment): Source =>
  inVariables(
    environment,
    "environment, HW_*",
    ofTerraform,
    "none of HW_AUTH_TOKEN, HW_ACCESS_KEY, HW_SECRET_KEY and HW_USER_PASSWORD is set"
  )
