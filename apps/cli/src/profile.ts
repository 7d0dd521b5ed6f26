import { ConfigProvider, Effect } from "effect"

/** Flags that a profile can stand in for, and its fields. */
const fields = { region: "region", endpoint: "endpoint", "enterprise-id": "enterprise_id" } as const

const ofProfile = " of the profile"

/** What a profile's value for a flag is asked for by: no variable can have such a name. */
export const profileValueOf = (flag: string): ReadonlyArray<string> =>
  flag in fields ? [`${flag}${ofProfile}`] : []

type ProfileField = (typeof fields)[keyof typeof fields]

const fieldOf = (name: unknown): ProfileField | undefined =>
  Object.entries(fields).find(([flag]) => name === `${flag}${ofProfile}`)?.[1]

/** Reads the profile when the first flag needs it, and no sooner; one that is set up wrong is an error. */
const valueIn = (environment: ConfigProvider.ConfigProvider, field: ProfileField) =>
  Effect.promise(() => import("./readProfile.ts")).pipe(
    Effect.flatMap(({ readProfile }) => readProfile),
    Effect.provideService(ConfigProvider.ConfigProvider, environment),
    Effect.map(({ settings }) => settings[field]),
    Effect.catchIf(
      ({ broken }) => !broken,
      () => Effect.succeed(undefined)
    ),
    Effect.map((value) => (value === undefined ? undefined : ConfigProvider.makeValue(value))),
    Effect.mapError(({ why }) => new ConfigProvider.SourceError({ message: why }))
  )

/** Settings from the environment, and behind it from the profile. */
export const withProfile = (environment: ConfigProvider.ConfigProvider) =>
  ConfigProvider.orElse(
    environment,
    ConfigProvider.make(([name]) => {
      const field = fieldOf(name)
      return field === undefined ? Effect.succeed(undefined) : valueIn(environment, field)
    })
  )
