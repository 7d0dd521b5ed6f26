import { sampleSeed } from "@codearts/emulator"
import { serve } from "@codearts/gateway"
import { Effect, Exit, Scope } from "effect"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { officialClient } from "./officialSdk.ts"

// The SDK writes an id of this machine under the home directory.
process.env["HOME"] = mkdtempSync(join(tmpdir(), "official-sdk-"))

const [tenant] = sampleSeed.tenants
const enterprise_id = tenant?.enterprise_id ?? ""
const project_id = tenant?.projects[0]?.id ?? ""
const key = tenant?.users.flatMap((user) => user.access_keys)[0]
const access_key = key?.access_key ?? ""
const secret_key = key?.secret_key ?? ""
const region = "ap-southeast-3"

describe("the official Node SDK, through the gateway", () => {
  let scope: Scope.Closeable
  let endpoint: string

  beforeEach(async () => {
    scope = Effect.runSync(Scope.make())
    const listener = await Effect.runPromise(
      serve({ port: 0 }).pipe(Effect.provideService(Scope.Scope, scope))
    )
    endpoint = listener.url
  })

  afterEach(() => Effect.runPromise(Scope.close(scope, Exit.void)))

  const list = (secret = secret_key) =>
    officialClient({ endpoint, access_key, secret_key: secret, project_id }).call({
      method: "GET",
      region,
      queryParams: { enterprise_id, limit: 100, sort: "asc" }
    })

  const remove = (vpcep_ids: ReadonlyArray<string>) =>
    officialClient({ endpoint, access_key, secret_key, project_id }).call({
      method: "DELETE",
      region,
      data: { enterprise_id, vpceps: vpcep_ids.map((vpcep_id) => ({ vpcep_id })) }
    })

  it("lists the entries", async () => {
    const answer = await list()
    expect(answer.httpStatusCode).toBe(200)
    expect(answer).toMatchObject({
      total: 8,
      data: { enterprise_id, vpceps: tenant?.vpceps.map(({ vpcep_id }) => ({ vpcep_id })) }
    })
  })

  it("deletes an entry, which is then gone", async () => {
    const [first, ...others] = tenant?.vpceps ?? []
    expect(await remove([first?.vpcep_id ?? ""])).toMatchObject({ status: "ok", total: 1 })
    expect(await list()).toMatchObject({
      total: 7,
      data: { vpceps: others.map(({ vpcep_id }) => ({ vpcep_id })) }
    })
  })

  it("is refused an id that is not there, and nothing is deleted", async () => {
    const known = tenant?.vpceps[0]?.vpcep_id ?? ""
    await expect(remove([known, "not-there"])).rejects.toMatchObject({
      errorCode: "UC.00011005",
      httpStatusCode: 404
    })
    expect(await list()).toMatchObject({ total: 8 })
  })

  it("is refused with a wrong secret, which the refusal does not tell", async () => {
    const refusal: unknown = await list("wrongSecretKeyForTheEmulatorOnly00000001").catch(
      (error: unknown) => error
    )
    expect(refusal).toMatchObject({
      errorCode: "APIGW.0301",
      httpStatusCode: 401,
      errorMsg: expect.stringContaining("verify aksk signature fail")
    })
    expect(JSON.stringify(refusal)).not.toContain("wrongSecretKey")
  })
})
