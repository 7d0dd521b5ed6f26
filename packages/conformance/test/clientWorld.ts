import {
  type Client,
  type Credentials,
  type InvalidConnection,
  type InvalidEndpoint,
  make as makeClient
} from "@codearts/client"
import { dispatcher, make as makeEmulator, sampleSeed, type Seed } from "@codearts/emulator"
import { Effect, Redacted, type Scope } from "effect"
import { TestClock } from "effect/testing"
import { afterAll } from "vitest"
import seedFile from "./client.seed.json" with { type: "json" }
import { makeStores } from "./stores.ts"

/** Two tenants, and every kind of caller. */
export const seed: Seed = seedFile

export const region = "ap-southeast-3"

/** Texts of the seed that must be in no error. */
export const secrets = {
  secretKey: "canary-secret-key",
  securityToken: "canary-security-token",
  token: "canary-token",
  password: "canary-password"
}

const key = (accessKey: string) =>
  ({ _tag: "AccessKey", accessKey, secretKey: Redacted.make(secrets.secretKey) }) as const

const password = (userName: string) =>
  ({
    _tag: "Password",
    domainName: "account-a",
    userName,
    password: Redacted.make(secrets.password)
  }) as const

/** Callers of the seed. */
export const callers = {
  owner: key("OWNER"),
  temporary: { ...key("TEMPORARY"), securityToken: Redacted.make(secrets.securityToken) },
  guest: key("GUEST"),
  other: key("OTHER"),
  token: { _tag: "Token", token: Redacted.make(secrets.token) },
  password: password("owner")
} as const satisfies Readonly<Record<string, Credentials>>

const [tenant] = sampleSeed.tenants
const sampleKey = tenant?.users.flatMap((user) => user.access_keys)[0]

/** The caller that the sample has a key for. */
export const sampleCaller: Credentials = {
  _tag: "AccessKey",
  accessKey: sampleKey?.access_key ?? "",
  secretKey: Redacted.make(sampleKey?.secret_key ?? "")
}

/** The tenant of the sample, and the entries on its list. */
export const sample = {
  enterprise_id: tenant?.enterprise_id ?? "",
  vpceps: tenant?.vpceps ?? []
}

const stores = makeStores()
afterAll(() => stores.remove())

/** Makes clients that talk to one emulator in this process. */
export type Connect = (
  credentials: Credentials
) => Effect.Effect<Client, InvalidConnection | InvalidEndpoint, Scope.Scope>

type Test = (connect: Connect) => Effect.fn.Return<unknown, unknown, Scope.Scope>

/** A test with an emulator of its own, whose time stands still unless the test moves it. */
export const withEmulator = (from: Seed, test: Test) => () =>
  Effect.gen(function* () {
    yield* TestClock.setTime(Date.parse("2026-05-25T08:00:00Z"))
    const filename = yield* Effect.promise(() => stores.copyOf(from))
    const transport = dispatcher(yield* makeEmulator({ filename }))
    const connect: Connect = (credentials) =>
      makeClient({ credentials, region, dispatcher: transport })
    yield* Effect.gen(() => test(connect))
  }).pipe(Effect.scoped, Effect.provide(TestClock.layer()), Effect.runPromise)
