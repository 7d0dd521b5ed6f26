import { Clock, Effect } from "effect"
import { createLocalJWKSet, type JSONWebKeySet } from "jose"
import { readFile } from "node:fs/promises"
import { request } from "undici"
import { invalid } from "../InvalidSettings.ts"
import type { CallerSettings, DirectoryFields } from "./callerSettings.ts"
import { type Directory, directoryOf, type TrustedIssuer } from "./Directory.ts"
import { type FindKey, publishedKeys } from "./jwkSet.ts"

/** What is set about callers. */
export interface CallersSettings extends DirectoryFields {
  readonly callers?: "none" | ReadonlyArray<CallerSettings>
}

type Issuer = NonNullable<DirectoryFields["oidc"]>[number]

const keysInFile = (field: string, file: string) =>
  Effect.tryPromise({
    // What it holds is checked by the library.
    try: async () => createLocalJWKSet(JSON.parse(await readFile(file, "utf8")) as JSONWebKeySet),
    catch: () => invalid(field, `${file} does not hold a JSON web key set, or cannot be read`)
  })

/** Longer than an issuer needs, and short enough for a request that waits for it. */
const patience = 5000

const longestKeySet = 1_048_576

const fetchFrom = (uri: string) => async () => {
  const { body, statusCode } = await request(uri, {
    headers: { accept: "application/json, application/jwk-set+json" },
    signal: AbortSignal.timeout(patience)
  })
  if (statusCode !== 200) {
    await body.dump()
    throw new Error(`it answered ${statusCode}`)
  }
  const pieces: Array<Buffer> = []
  let length = 0
  for await (const piece of body) {
    length += piece.length
    if (length > longestKeySet) throw new Error("it answers without an end")
    pieces.push(piece)
  }
  // What it holds is checked by the library.
  return JSON.parse(Buffer.concat(pieces).toString()) as JSONWebKeySet
}

/** The keys that issuers publish, which stay while the settings are read anew. */
export const makePublishedKeys = Effect.fnUntraced(function* () {
  const run = Effect.runForkWith(yield* Effect.context())
  const clock = yield* Clock.Clock
  const byUri = new Map<string, FindKey>()
  return (uri: string): FindKey => {
    const keys =
      byUri.get(uri) ??
      publishedKeys({
        fetch: fetchFrom(uri),
        now: () => clock.currentTimeMillisUnsafe(),
        failed: (cause) =>
          void run(Effect.logWarning(`the keys at ${uri} cannot be read: ${String(cause)}`))
      })
    byUri.set(uri, keys)
    return keys
  }
})

/** Finds the keys that an issuer publishes at a URL. */
export type PublishedKeys = Effect.Success<ReturnType<typeof makePublishedKeys>>

const trusted = (published: PublishedKeys) =>
  Effect.fnUntraced(function* ({ jwks_file = "", jwks_uri, ...issuer }: Issuer, index: number) {
    const findKey =
      jwks_uri === undefined
        ? yield* keysInFile(`oidc[${index}].jwks_file`, jwks_file)
        : published(jwks_uri)
    const known: TrustedIssuer = { ...issuer, findKey }
    return known
  })

/** The callers of some settings, the files that these name read. */
export const makeDirectory = Effect.fnUntraced(function* (
  { callers = [], groups = {}, oidc = [] }: CallersSettings,
  published: PublishedKeys
) {
  const issuers = yield* Effect.forEach(oidc, trusted(published))
  const directory: Directory = directoryOf({ callers, groups, issuers })
  return directory
})
