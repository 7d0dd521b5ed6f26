import type { Listener } from "@codearts/ingress"
import { Effect } from "effect"
import { isDeepStrictEqual } from "node:util"
import type { Deletions } from "./deletion/Deletions.ts"
import { checkSettings } from "./checkSettings.ts"
import { invalid, type InvalidSettings } from "./InvalidSettings.ts"
import { isRemote, type Settings } from "./settings.ts"

/** How often settings were read again since the start. */
export interface Reloads {
  readonly taken: number
  readonly refused: number
}

/** What serves, and what of it can be replaced while it does. */
export interface Replaceable {
  readonly listener: Listener
  /** What the next request is held to; where it fails, all is as it was. */
  readonly replace: (
    settings: Settings,
    deletions: Deletions
  ) => Effect.Effect<void, InvalidSettings>
  readonly deletions: () => Deletions
}

const changeable: ReadonlySet<string> = new Set([
  "callers",
  "groups",
  "oidc",
  "guards",
  "snapshots"
])

/** What of `tls` is more than the content of a file. */
const kindOf = ({ tls }: Settings) =>
  tls === undefined
    ? "none"
    : `${tls.client_ca_file === undefined} ${tls.client_certificate ?? "required"}`

/** The settings whose change needs a new process. */
const lasting = (now: Settings, next: Settings): ReadonlyArray<string> => {
  const plain = [...new Set([...Object.keys(now), ...Object.keys(next)])].filter((name) => {
    const of = (settings: Settings): unknown =>
      Object.entries(settings).find(([each]) => each === name)?.[1]
    return name !== "tls" && !changeable.has(name) && !isDeepStrictEqual(of(now), of(next))
  })
  return kindOf(now) === kindOf(next) ? plain : [...plain, "tls"]
}

const sayWhatStays = (names: ReadonlyArray<string>) =>
  names.length === 0
    ? Effect.void
    : Effect.logWarning(
        `settings that need a new process stay as they were at the start: ${names.join(", ")}`
      )

/** Whatever is wrong, the gateway goes on with what it had; not even the half of a broken file holds. */
const refusedAs = (reloads: Reloads, reason: string) =>
  Effect.logError(
    `settings read again are not taken, the old ones stay (refused ${reloads.refused} times since the start): ${reason}`
  )

/**
 * Reads the settings again and replaces, for the next request, what can change while it serves:
 * callers with their grants and secrets, guards, certificates. All of it, or nothing.
 */
export const makeReload = (
  start: Settings,
  reread: Effect.Effect<Settings, InvalidSettings>,
  { deletions, listener, replace }: Replaceable
) => {
  let reloads: Reloads = { taken: 0, refused: 0 }

  const take = Effect.gen(function* () {
    const { certificates, settings: next, ...read } = yield* Effect.flatMap(reread, checkSettings)
    if (isRemote(next) !== isRemote(start))
      return yield* Effect.fail(
        invalid("upstream", "cannot change from or to embedded while the gateway serves")
      )
    // Those that wait for a deletion of their tenant go on waiting behind it.
    const { snapshots, turns } = deletions()
    // Shared with other gateways, which the lists are kept for too.
    const kept = start.state === undefined ? { turns } : { turns, snapshots }
    yield* replace(next, { ...read.deletions, ...kept })
    if (certificates !== undefined && kindOf(start) === kindOf(next)) listener.renew(certificates)
    reloads = { ...reloads, taken: reloads.taken + 1 }
    yield* sayWhatStays(lasting(start, next))
    return yield* Effect.logInfo("settings read again are taken")
  })

  const refuse = (reason: string) => {
    reloads = { ...reloads, refused: reloads.refused + 1 }
    return refusedAs(reloads, reason)
  }

  return {
    reload: take.pipe(
      Effect.catchTag("InvalidSettings", ({ message }) => refuse(message)),
      Effect.catchDefect((defect) => refuse(String(defect)))
    ),
    reloads: (): Reloads => reloads
  }
}
