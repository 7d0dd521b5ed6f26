import type { Client, Credentials, Deletion } from "@codearts/client"
import { Effect, Redacted } from "effect"
import { inspect } from "node:util"
import { describe, expect, it } from "vitest"
import { callers, region, secrets, seed, withEmulator } from "./clientWorld.ts"

/** Every way a value can come to be printed. */
const printed = (value: unknown): string => {
  const error = value instanceof Error ? [value.message, value.stack, String(value)] : []
  const cause = value instanceof Error && value.cause !== undefined ? printed(value.cause) : ""
  return [...error, cause, JSON.stringify(value), inspect(value, { depth: Infinity })].join("\n")
}

/** The names of the secrets that a value tells. */
const told = (value: unknown) => {
  const text = printed(value)
  return Object.entries(secrets).flatMap(([name, secret]) => (text.includes(secret) ? [name] : []))
}

const list =
  (enterprise_id: string, where = region) =>
  (client: Client) =>
    client.listVpcepAccessControlRecords({ region: where, enterprise_id })

const remove =
  (...ids: ReadonlyArray<string>) =>
  (client: Client) =>
    client.deleteVpcepAccessControlRecords({
      region,
      vpceps: ids.map((vpcep_id) => ({ vpcep_id })) as unknown as Deletion["vpceps"] // none, too
    })

const wrong = Redacted.make("wrong")

// Each is wrong in one part; the others are right, and so worth stealing.
const halfRight: Readonly<Record<string, Credentials>> = {
  "a wrong secret key": { ...callers.temporary, secretKey: wrong },
  "a wrong security token": { ...callers.temporary, securityToken: wrong },
  "an unknown access key": { ...callers.temporary, accessKey: "NOBODY" },
  "an unknown user": { ...callers.password, userName: "nobody" },
  "an unknown account": { ...callers.password, domainName: "nobody" },
  "an unknown project": { ...callers.password, projectName: "nowhere" },
  "another project": { ...callers.token, projectId: "project-b" }
}

describe("no secret is told by the failure of a call", () => {
  for (const [what, credentials] of Object.entries(halfRight)) {
    it(
      `with ${what}`,
      withEmulator(seed, function* (connect) {
        const client = yield* connect(credentials)
        for (const act of [list("tenant-a"), remove("vp-1"), remove()]) {
          expect(told(yield* Effect.flip(act(client)))).toEqual([])
        }
      })
    )
  }

  for (const [kind, credentials] of Object.entries(callers)) {
    it(
      `with ${kind} credentials that are right`,
      withEmulator(seed, function* (connect) {
        const client = yield* connect(credentials)
        for (const act of [list("tenant-z"), remove("vp-9"), remove(), list("not a tenant")]) {
          expect(told(yield* Effect.flip(act(client)))).toEqual([])
        }
      })
    )
  }
})
