import { dispatcher, make, sampleSeed, type Seed } from "@codearts/emulator"
import { Effect, Exit, Scope } from "effect"
import { generateKeyPairSync } from "node:crypto"
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { onTestFinished } from "vitest"
import { Dispatcher } from "undici"
import type { Sent } from "./codearts.ts"

/** A directory that is gone after the test, and what tests do in it. */
export const directory = () => {
  const root = mkdtempSync(join(tmpdir(), "codearts-access-"))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const path = (name: string) => join(root, name)
  return {
    path,
    read: (name: string) => readFileSync(path(name), "utf8"),
    write: (name: string, text: string) => {
      writeFileSync(path(name), text)
      return path(name)
    },
    /** A file as profiles must be kept: for its owner alone. */
    writeSecret: (name: string, text: string) => {
      mkdirSync(dirname(path(name)), { recursive: true })
      writeFileSync(path(name), text, { mode: 0o600 })
    }
  }
}

/** A key pair: its PEM file's text, and the line that the allow-list has of it. */
export const keyPair = () => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519")
  return {
    pem: privateKey.export({ format: "pem", type: "pkcs8" }),
    key: publicKey.export({ format: "der", type: "spki" }).toString("base64")
  }
}

type Tenant = Seed["tenants"][number]

/** An allow-list that names every entry of the seed but those that are left out. */
export const allowListFor = (
  tenants: ReadonlyArray<Tenant>,
  leftOut: (vpcep_id: string) => boolean,
  beside: object = {}
): string =>
  JSON.stringify(
    {
      ...beside,
      tenants: tenants.map(({ enterprise_id, vpceps }) => ({
        enterprise_id,
        regions: [...Map.groupBy(vpceps, ({ region }) => region)].map(([region, entries]) => ({
          region,
          allowed: entries
            .map(({ vpcep_id }) => vpcep_id)
            .filter((id) => !leftOut(id))
            .map((vpcep_id) => ({
              vpcep_id,
              owner: "platform",
              reason: "build",
              expires: "never"
            })),
          self: entries.slice(0, 1).map(({ vpcep_id }) => vpcep_id)
        }))
      }))
    },
    null,
    1
  )

export const { tenants } = sampleSeed

/** The secret of every tenant of a test. */
export const secretKey = "aSecretKeyForThisTestAndNothingElse00001"

/** A tenant with an access key of its own, and entries of these ids in each of the regions. */
export const tenantOf = (
  enterprise_id: string,
  ids: ReadonlyArray<string>,
  regions: ReadonlyArray<string> = ["ap-southeast-3"]
): Tenant => ({
  enterprise_id,
  name: enterprise_id,
  projects: [],
  users: [
    {
      name: "owner",
      password: "Not-Used-1",
      owner: true,
      roles: [],
      access_keys: [
        {
          access_key: `KEYOF${enterprise_id.replaceAll("-", "").toUpperCase()}`,
          secret_key: secretKey,
          enabled: true,
          sdk_compat: false
        }
      ]
    }
  ],
  vpceps: regions.flatMap((region) =>
    ids.map((vpcep_id) => ({
      vpcep_id,
      description: "one of many",
      creator: "owner",
      create_time: "2026-05-25T09:30:15Z",
      modify_time: "2026-05-25T09:30:15Z",
      region
    }))
  )
})

/** A transport that fails some requests in the middle of it, as a network does. */
export class Flaky extends Dispatcher {
  readonly #under: Dispatcher
  readonly #fails: (sent: Sent) => "before" | "after" | undefined

  constructor(under: Dispatcher, fails: (sent: Sent) => "before" | "after" | undefined) {
    super()
    this.#under = under
    this.#fails = fails
  }

  override dispatch(options: Sent, handler: Dispatcher.DispatchHandler): boolean {
    const fails = this.#fails(options)
    if (fails === undefined) return this.#under.dispatch(options, handler)
    const lost = new Error("other side closed")
    return this.#under.dispatch(fails === "before" ? { ...options, path: "/lost" } : options, {
      onRequestStart: (...event) => handler.onRequestStart?.(...event),
      onResponseEnd: (controller) => handler.onResponseError?.(controller, lost)
    })
  }
}

/** An emulator of its own for a test, for those who stand in its way. */
export const emulatorOf = async (seed: Seed = sampleSeed): Promise<Dispatcher> => {
  const scope = Scope.makeUnsafe()
  onTestFinished(() => Effect.runPromise(Scope.close(scope, Exit.void)))
  const emulator = make({ filename: ":memory:", seed }).pipe(Scope.provide(scope))
  return dispatcher(await Effect.runPromise(emulator))
}
