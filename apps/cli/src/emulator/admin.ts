import { Config, Effect, Option, Redacted, Schema } from "effect"
import { Flag } from "effect/cli"
import { NoAdminToken, Usage } from "../errors.ts"
import { textFlag } from "../flags.ts"
import { Transport } from "../Transport.ts"
import { readTokenFile } from "./tokenFile.ts"

/** `--admin-token-file` */
export const adminTokenFile = Flag.String("admin-token-file").pipe(
  Flag.withDescription("File with the token of the admin API; else CODEARTS_ADMIN_TOKEN"),
  Flag.optional
)

const usualUrl = "http://127.0.0.1:8091"

/** What every command takes that calls the admin API. */
export const adminConnection = {
  adminUrl: textFlag(
    "admin-url",
    Schema.String,
    `Address of the emulator's admin API, ${usualUrl} by default`
  ).pipe(Flag.withDefault(usualUrl)),
  adminTokenFile
}

/** The values of those flags. */
export interface AdminConnection {
  readonly adminUrl: string
  readonly adminTokenFile: Option.Option<string>
}

/** The token of the admin API, from the file or else the environment. */
export const adminToken = Effect.fnUntraced(function* (file: Option.Option<string>) {
  if (Option.isSome(file)) return Option.some(yield* readTokenFile(file.value))
  const token = yield* Effect.orDie(Config.option(Config.String("CODEARTS_ADMIN_TOKEN")))
  return Option.map(
    Option.filter(token, (text) => text !== ""),
    Redacted.make
  )
})

const noToken = new NoAdminToken({
  message: "no admin token: set CODEARTS_ADMIN_TOKEN to what codearts emulator start printed"
})

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"])

const badUrl = new Usage({
  message:
    "--admin-url: must be an https URL, or http on this machine, such as http://127.0.0.1:8091"
})

/** The address of an admin listener: credentials go there. */
export const readAdminUrl = (text: string) =>
  Effect.try({ try: () => new URL(text), catch: () => badUrl }).pipe(
    Effect.filterOrFail(
      ({ hostname, protocol }) =>
        protocol === "https:" || (protocol === "http:" && loopback.has(hostname)),
      () => badUrl
    )
  )

/** A client of the admin API for a command. */
export const connectAdmin = Effect.fnUntraced(function* (given: AdminConnection) {
  const url = (yield* readAdminUrl(given.adminUrl)).origin
  const token = yield* adminToken(given.adminTokenFile)
  if (Option.isNone(token)) return yield* noToken
  const dispatcher = yield* Transport
  // Loaded where it is used: no other command has to wait for it.
  const { adminClient } = yield* Effect.promise(() => import("@codearts/emulator/admin"))
  return adminClient({ url, token: token.value, ...(dispatcher !== undefined && { dispatcher }) })
})
