import {
  type Edit,
  keyringAccount,
  type ProfileFiles,
  systemKeyring,
  type WrittenCredentials
} from "@codearts/client/profiles"
import { Effect } from "effect"
import { Flag } from "effect/cli"
import { NoKeyring } from "../errors.ts"
import { report } from "../report.ts"
import { SystemKeyring } from "../surroundings.ts"
import { changing, directory, namesOf } from "./profiles.ts"
import type { SettingName } from "./settings.ts"

/** `--insecure-storage` */
export const insecureStorage = Flag.Boolean("insecure-storage").pipe(
  Flag.withDescription(
    "Keep the secret in plain text, in a file for its owner alone, and not in the system's keyring"
  ),
  Flag.withDefault(false)
)

/** What is to be kept of one profile. */
export interface Kept {
  readonly name: string
  readonly written: WrittenCredentials
  readonly settings?: Readonly<Partial<Record<SettingName, string>>>
}

/** Where secrets are kept: in one place of the two, and never in the other for want of the first. */
export type Place = "keyring" | "plain text"

/** The place that a command line asks for. */
export const placeOf = (insecure: boolean): Place => (insecure ? "plain text" : "keyring")

/** A place as a sentence names it. */
export const inWords: Readonly<Record<Place, string>> = {
  keyring: "the keyring",
  "plain text": "plain text"
}

const noKeyring = ({ message }: { readonly message: string }) => new NoKeyring({ message })

/** The keyring, and a profile's name in it. */
export const keyringOf = Effect.fnUntraced(function* (name: string) {
  const keyring = (yield* SystemKeyring) ?? systemKeyring
  return { keyring, account: keyringAccount(yield* directory, name) }
})

const putInKeyring = Effect.fnUntraced(function* ({ name, written }: Kept) {
  const { account, keyring } = yield* keyringOf(name)
  yield* Effect.mapError(keyring.write(account, JSON.stringify(written)), noKeyring)
})

/** Takes a profile's secret out of the keyring; whether there was one. */
export const dropFromKeyring = Effect.fnUntraced(function* (name: string) {
  const { account, keyring } = yield* keyringOf(name)
  return yield* Effect.mapError(keyring.remove(account), noKeyring)
})

const secretIn = (name: string, value: unknown): Edit => ({
  file: "credentials",
  path: ["profiles", name],
  value
})

const storeOf = (name: string, value: "keyring" | undefined): Edit => ({
  file: "config",
  path: ["profiles", name, "credential_store"],
  value
})

/** What a profile says of the keyring. */
export const usesKeyring = ({ config }: ProfileFiles, name: string): boolean =>
  config.profiles?.[name]?.credential_store === "keyring"

const hasPlainText = ({ credentials }: ProfileFiles, name: string) =>
  credentials.profiles?.[name] !== undefined

/**
 * In such an order that one who is stopped between the files leaves a profile that is refused, and
 * not one without credentials, in whose place another source would answer.
 */
const secretEdits = (files: ProfileFiles, { name, written }: Kept, place: Place) =>
  place === "keyring"
    ? [storeOf(name, "keyring"), ...(hasPlainText(files, name) ? [secretIn(name, undefined)] : [])]
    : [secretIn(name, written), ...(usesKeyring(files, name) ? [storeOf(name, undefined)] : [])]

const settingEdits = ({ name, settings = {} }: Kept): ReadonlyArray<Edit> =>
  Object.entries(settings).map(([setting, value]) => ({
    file: "config",
    path: ["profiles", name, setting],
    value
  }))

/** The first profile that is not named default would not be used otherwise. */
export const currentEdit = (files: ProfileFiles, name: string): ReadonlyArray<Edit> =>
  namesOf(files).length === 0 && files.config.current === undefined && name !== "default"
    ? [{ file: "config", path: ["current"], value: name }]
    : []

/** Takes away what the keyring still has of profiles that are in plain text now. */
const dropOld = (names: ReadonlyArray<string>) =>
  Effect.forEach(names, (name) =>
    dropFromKeyring(name).pipe(
      Effect.catch(({ message }) => report(`warning: its old secret is still there: ${message}`))
    )
  )

/** Keeps credentials of profiles in one place, and takes them out of the other. */
export const keep = Effect.fnUntraced(function* (kept: ReadonlyArray<Kept>, place: Place) {
  let old: ReadonlyArray<string> = []
  yield* changing(
    Effect.fnUntraced(function* (files) {
      if (place === "keyring") yield* Effect.forEach(kept, putInKeyring, { discard: true })
      else old = kept.map(({ name }) => name).filter((name) => usesKeyring(files, name))
      return [
        ...kept.flatMap((each) => [...secretEdits(files, each, place), ...settingEdits(each)]),
        ...kept.slice(0, 1).flatMap(({ name }) => currentEdit(files, name))
      ]
    })
  )
  yield* dropOld(old)
})
