import type { Handler, ReceivedRequest } from "@codearts/ingress"
import { Redacted } from "effect"
import { expect, it } from "vitest"
import { makeApiKey } from "../src/callers/apiKey.ts"
import type { CallerSettings } from "../src/callers/callerSettings.ts"
import { keyHolder, keys, openTo, region } from "./gate.ts"
import { openUpstream } from "./upstream.ts"

const list = { target: "/v2/vpceps?enterprise_id=tenant-a", headers: { region } }

const deletion = {
  method: "DELETE",
  headers: { region },
  body: { enterprise_id: "tenant-a", vpceps: [{ vpcep_id: "vp-1" }] }
}

const unknown = (reason: string) => ({
  status: 401,
  body: {
    error_code: "APIGW.0301",
    error_msg: `Incorrect IAM authentication information: ${reason}`
  }
})

it("knows a caller by its API key, old or new, and no other key under the same id", async () => {
  const [older, newer, foreign] = [makeApiKey(), makeApiKey(), makeApiKey()]
  const { arrived, origin } = await openUpstream()
  const { call } = await openTo(origin, {
    callers: [
      { name: "board", api_key_hashes: [newer.hash, older.hash] },
      { name: "gone", enabled: false, api_key_hashes: [foreign.hash] }
    ]
  })
  const by = (key: string) => call({ ...list, unsigned: { "X-Api-Key": key } })
  expect((await by(newer.key)).status).toBe(200)
  expect((await by(older.key)).status).toBe(200)
  const [id = ""] = newer.key.split(".")
  const guesses = [
    foreign.key,
    makeApiKey().key,
    `${id}.${older.key.slice(-43)}`,
    id,
    "",
    newer.hash
  ]
  for (const guess of guesses) expect(await by(guess)).toMatchObject(unknown("verify api key fail"))
  expect(arrived).toHaveLength(2)
})

it("sends no credential of a caller upstream, of whatever kind", async () => {
  const { hash, key } = makeApiKey()
  const { arrived, origin } = await openUpstream()
  const { call } = await openTo(origin, { callers: [{ name: "board", api_key_hashes: [hash] }] })
  const unsigned = { "X-Api-Key": key, Cookie: "canary=1", "Proxy-Authorization": "Basic canary" }
  expect((await call({ ...list, unsigned })).status).toBe(200)
  const passed = JSON.stringify(arrived[0]?.headers).toLowerCase()
  for (const hidden of [key.toLowerCase(), "cgk_", "x-api-key", "canary"])
    expect(passed).not.toContain(hidden)
})

it("accepts the old secret beside the new one, until it is taken away", async () => {
  const { origin } = await openUpstream()
  const old = { ...keys.admin, secretKey: "the-secret-it-had-before" }
  const rotating: CallerSettings = {
    access_key: "ADMIN",
    secret_keys: [Redacted.make(keys.admin.secretKey), Redacted.make(old.secretKey)]
  }
  const during = await openTo(origin, { callers: [rotating, keyHolder(keys.sdk)] })
  for (const by of [keys.admin, old, keys.sdk])
    expect((await during.call({ ...list, by })).status).toBe(200)
  const after = await openTo(origin, { callers: [keyHolder(keys.admin)] })
  expect((await after.call({ ...list, by: old })).status).toBe(401)
})

it("tells an unknown key, a disabled one and a wrong secret apart for nobody while secrets rotate", async () => {
  const { origin } = await openUpstream()
  const disabled = { accessKey: "UNKNOWN", secretKey: "unknown-secret" }
  const rotating: CallerSettings = {
    access_key: "SDK",
    secret_keys: [Redacted.make("one-secret-of-the-key"), Redacted.make("two-secret-of-the-key")]
  }
  const told = async (callers: ReadonlyArray<CallerSettings>) => {
    const { call } = await openTo(origin, { callers: [rotating, ...callers] })
    const { body, status } = await call({ ...list, by: disabled })
    const { error_code, error_msg } = body
    return { status, error_code, error_msg: error_msg.replaceAll(/\d{8}T\d{6}Z|:\d{4,5}\b/gu, "") }
  }
  const asUnknown = await told([])
  expect(asUnknown).toMatchObject({ status: 401, error_code: "APIGW.0301" })
  expect(await told([keyHolder(disabled, { enabled: false })])).toEqual(asUnknown)
  expect(await told([keyHolder({ ...disabled, secretKey: "another-secret" })])).toEqual(asUnknown)
})

it("gives a caller what its groups may do beside what it may itself, and names both where it may not", async () => {
  const { hash, key } = makeApiKey()
  const { origin } = await openUpstream()
  const { call, log } = await openTo(origin, {
    callers: [{ name: "board", api_key_hashes: [hash], groups: ["readers", "cleaners"] }],
    groups: {
      readers: { allow: [{ verbs: ["list"] }] },
      cleaners: { allow: [{ verbs: ["delete"], enterprise_ids: ["tenant-a"] }] }
    }
  })
  const by = { unsigned: { "X-Api-Key": key } }
  expect((await call({ ...list, ...by })).status).toBe(200)
  expect((await call({ ...deletion, ...by })).status).toBe(200)
  const body = { ...deletion.body, enterprise_id: "tenant-b" }
  expect((await call({ ...deletion, ...by, body })).status).toBe(403)
  expect(log.join("\n")).toContain(
    `board of readers, cleaners may not delete "vp-1": groups.readers.allow[0] does not cover it in verbs`
  )
})

it("refuses two credentials at once with APIGW.0305, whatever each is worth", async () => {
  const { hash, key } = makeApiKey()
  const { arrived, origin } = await openUpstream()
  const { call } = await openTo(origin, {
    callers: [keyHolder(keys.admin), { name: "board", api_key_hashes: [hash] }]
  })
  for (const worth of [key, "nothing"]) {
    for (const by of [keys.admin, keys.unknown, "token"]) {
      const { body, status } = await call({ ...list, by, unsigned: { "X-Api-Key": worth } })
      expect([status, body.error_code]).toEqual([401, "APIGW.0305"])
    }
  }
  expect(arrived).toEqual([])
})

const certificate = {
  sha256: "ab".repeat(32),
  subject: "O=Example, CN=ci",
  sans: ["DNS:ci.example", "URI:spiffe://example/ci"]
}

/** As if a client had shown this certificate, and the listener had verified it. */
const showing =
  (shown: NonNullable<ReceivedRequest["peerCertificate"]>) =>
  (handler: Handler): Handler =>
  (request, sink) =>
    handler({ ...request, peerCertificate: shown }, sink)

const byCertificate = (origin: string, certificates: NonNullable<CallerSettings["certificates"]>) =>
  openTo(
    origin,
    { callers: [keyHolder(keys.admin), { name: "ci", certificates }] },
    { around: showing(certificate) }
  )

it("knows a caller by the fingerprint, the subject or a name of its certificate, whole", async () => {
  const { origin } = await openUpstream()
  const rules = [
    { fingerprint: Array.from({ length: 32 }, () => "AB").join(":") },
    { subject: "O=Example, CN=ci" },
    { san: "URI:spiffe://example/ci" }
  ]
  for (const rule of rules) {
    const { call } = await byCertificate(origin, [rule])
    expect((await call(list)).status).toBe(200)
    const both = await call({ ...list, by: keys.admin })
    expect([both.status, both.body.error_code]).toEqual([401, "APIGW.0305"])
  }
  const others = [{ subject: "CN=ci" }, { san: "DNS:ci" }, { san: "DNS:ci.example.org" }]
  for (const rule of others) {
    const { call } = await byCertificate(origin, [rule])
    expect((await call(list)).status).toBe(401)
    // Of nobody in particular, it is no credential, and another one decides.
    expect((await call({ ...list, by: keys.admin })).status).toBe(200)
  }
})

it("lets anyone list, and nothing else, where nobody is to be known", async () => {
  const { arrived, origin } = await openUpstream()
  const { call, log } = await openTo(origin, { callers: "none" })
  expect((await call(list)).status).toBe(200)
  expect((await call({ ...list, by: keys.unknown })).status).toBe(200)
  expect((await call(deletion)).status).toBe(403)
  expect(arrived).toHaveLength(2)
  expect(log.join("\n")).toContain("anyone may not delete")
})
