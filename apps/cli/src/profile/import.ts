import { type HcloudProfile, readHcloudProfiles, readSdkProfile } from "@codearts/client/profiles"
import { Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { ProfilesUnusable, Usage } from "../errors.ts"
import { report } from "../report.ts"
import { surroundings } from "../surroundings.ts"
import { insecureStorage, inWords, keep, type Kept, placeOf } from "./keep.ts"
import { namesOf, profileFlag, readFiles } from "./profiles.ts"

const unusable = ({ message }: { readonly message: string }) => new ProfilesUnusable({ message })

const fromSdk = Effect.fnUntraced(function* (name: Option.Option<string>) {
  const { environment, home } = yield* surroundings
  const { path, written } = yield* Effect.mapError(readSdkProfile(environment, home), unusable)
  const kept: Kept = { name: Option.getOrElse(name, () => "default"), written }
  return { path, kept: [kept] }
})

const keptOf = ({ name, region, written }: HcloudProfile): Kept => ({
  name,
  written,
  ...(region !== undefined && { settings: { region } })
})

const wanted = (profiles: ReadonlyArray<HcloudProfile>, name: Option.Option<string>) =>
  Option.isSome(name)
    ? profiles.filter((profile) => profile.name === name.value)
    : profiles.filter(({ kind }) => kind !== "other")

const fromHcloud = Effect.fnUntraced(function* (name: Option.Option<string>) {
  const { home } = yield* surroundings
  const { path, profiles } = yield* Effect.mapError(readHcloudProfiles(home), unusable)
  const chosen = wanted(profiles, name)
  const encrypted = chosen.filter(({ kind }) => kind === "encrypted").map(({ name }) => name)
  if (encrypted.length > 0)
    return yield* new ProfilesUnusable({
      message: `${path} has ${encrypted.join(", ")} encrypted, for hcloud alone to read; nothing was imported. hcloud configure set --cli-auth-encrypt=false writes them in plain text, and --profile imports another one alone`
    })
  const others = chosen.filter(({ kind }) => kind === "other").map(({ name }) => name)
  if (others.length > 0 || chosen.length === 0)
    return yield* new Usage({
      message: `${path} has no access key${Option.isSome(name) ? ` of ${name.value}` : ""}`
    })
  return { path, kept: chosen.map(keptOf) }
})

const sources = { sdk: fromSdk, hcloud: fromHcloud } as const

const overwrite = Flag.Boolean("overwrite").pipe(
  Flag.withDescription("Replace the credentials of profiles that are there already"),
  Flag.withDefault(false)
)

/** Refuses to replace what a profile has, unless that is asked for. */
const refuseRivals = Effect.fnUntraced(function* (kept: ReadonlyArray<Kept>) {
  const names = namesOf(yield* readFiles)
  const there = kept.map(({ name }) => name).filter((name) => names.includes(name))
  if (there.length > 0)
    return yield* new Usage({
      message: `there is a profile ${there.join(", ")} already; --overwrite replaces its credentials`
    })
})

/** `codearts profile import`: takes over what another tool has. */
export const importing = Command.make(
  "import",
  {
    source: Argument.Literals("source", ["sdk", "hcloud"]).pipe(
      Argument.withDescription(
        "sdk: ~/.huaweicloud/credentials of the official SDKs; hcloud: ~/.hcloud/config.json of KooCLI"
      )
    ),
    profile: profileFlag.pipe(
      Flag.withDescription(
        "sdk: name of the new profile, else default; hcloud: the one to import, else all"
      )
    ),
    overwrite,
    insecureStorage
  },
  Effect.fnUntraced(function* (given) {
    const { kept, path } = yield* sources[given.source](given.profile)
    if (!given.overwrite) yield* refuseRivals(kept)
    const place = placeOf(given.insecureStorage)
    yield* keep(kept, place)
    yield* report(
      `imported from ${path}: ${kept.map(({ name }) => name).join(", ")}; kept in ${inWords[place]}, and still in that file`
    )
  })
).pipe(
  Command.withShortDescription("Take over the access keys of another tool"),
  Command.withDescription(
    "Take over the access keys of the official SDKs or of KooCLI (hcloud). The secrets go into the system's keyring unless --insecure-storage is given. What hcloud has encrypted is refused by name."
  ),
  Command.withExamples([
    { command: "codearts profile import sdk --profile work", description: "The key of the SDKs" },
    { command: "codearts profile import hcloud", description: "Every profile of KooCLI" }
  ])
)
