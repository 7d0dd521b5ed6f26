import { createServer } from "node:http"
import { once } from "node:events"
import type { AddressInfo } from "node:net"
import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  SignJWT,
  type JWTHeaderParameters
} from "jose"
import { expect, it, onTestFinished } from "vitest"
import { Effect, Logger } from "effect"
import type { CallerSettings } from "../src/callers/callerSettings.ts"
import { makeDirectory, makePublishedKeys } from "../src/callers/makeDirectory.ts"
import { openTo, region } from "./gate.ts"
import { openUpstream } from "./upstream.ts"

const list = { target: "/v2/vpceps?enterprise_id=tenant-a", headers: { region } }

const issuer = "https://id.example"
const audience = "codearts"
const pair = await generateKeyPair("ES256")
const other = await generateKeyPair("ES256")
const jwk = { ...(await exportJWK(pair.publicKey)), kid: "one", alg: "ES256" }
const keySet = { keys: [jwk] }

const now = () => Math.floor(Date.now() / 1000)

interface Made {
  readonly claims?: Readonly<Record<string, unknown>>
  readonly header?: Partial<JWTHeaderParameters>
  readonly key?: CryptoKey
}

const token = ({ claims = {}, header = {}, key = pair.privateKey }: Made = {}) =>
  new SignJWT({ iss: issuer, aud: audience, sub: "ann", exp: now() + 60, team: ["ops"], ...claims })
    .setProtectedHeader({ alg: "ES256", kid: "one", ...header })
    .sign(key)

const ops: CallerSettings = { name: "ops", jwt: { issuer, claims: { team: ["ops", "sec"] } } }

const openTrusting = async () => {
  const upstream = await openUpstream()
  const findKey = createLocalJWKSet(keySet)
  const gate = await openTo(upstream.origin, {
    callers: [ops],
    issuers: [{ issuer, audience, algorithms: ["ES256"], findKey }]
  })
  const by = (jwt: string) => gate.call({ ...list, unsigned: { Authorization: `Bearer ${jwt}` } })
  return { ...gate, ...upstream, by }
}

it("knows a caller by the claims of a genuine token, and calls it by its subject too", async () => {
  const { arrived, by, call, log } = await openTrusting()
  const jwt = await token({ claims: { sub: "ann\n403" } })
  expect((await by(jwt)).status).toBe(200)
  expect(JSON.stringify(arrived[0]?.headers)).not.toContain(jwt.slice(-20))
  const body = { enterprise_id: "tenant-a", vpceps: [{ vpcep_id: "vp-1" }] }
  const unsigned = { Authorization: `bearer ${jwt}` }
  const { status } = await call({ method: "DELETE", headers: { region }, body, unsigned })
  expect(status).toBe(403)
  expect(log.join("|")).toContain("ops/ann%0A403 may not delete")
})

const bad: Readonly<Record<string, () => Promise<string>>> = {
  "another key": () => token({ key: other.privateKey }),
  "another issuer": () => token({ claims: { iss: "https://evil.example" } }),
  "another audience": () => token({ claims: { aud: "other" } }),
  "no audience": () => token({ claims: { aud: undefined } }),
  "an end that is past": () => token({ claims: { exp: now() - 31 } }),
  "no end": () => token({ claims: { exp: undefined } }),
  "no subject": () => token({ claims: { sub: undefined } }),
  "a beginning to come": () => token({ claims: { nbf: now() + 40 } }),
  "claims of nobody": () => token({ claims: { team: ["dev"] } }),
  "a claim by inheritance": () => token({ claims: { team: undefined, toString: "ops" } }),
  "a key it brings along": async () =>
    token({ key: other.privateKey, header: { jwk: await exportJWK(other.publicKey) } }),
  "a critical header": () => token({ header: { crit: ["x"], x: 1 } }).catch(() => "e30.e30.e30"),
  "no signature": async () => {
    const [, payload = ""] = (await token()).split(".")
    return `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`
  },
  "a public key as a secret": () =>
    new SignJWT({ iss: issuer, aud: audience, sub: "ann", exp: now() + 60, team: ["ops"] })
      .setProtectedHeader({ alg: "HS256", kid: "one" })
      .sign(new TextEncoder().encode(JSON.stringify(jwk).padEnd(32, " "))),
  "no sense": async () => "a.b.c"
}

it("refuses alike every token that is not genuine, not for here, not of this time, or of nobody", async () => {
  const { arrived, by } = await openTrusting()
  for (const [name, make] of Object.entries(bad)) {
    const { body, status } = await by(await make())
    expect([name, status, body.error_code, body.error_msg]).toEqual([
      name,
      401,
      "APIGW.0301",
      "Incorrect IAM authentication information: verify bearer token fail"
    ])
  }
  expect((await by(await token({ claims: { exp: now() - 20 } }))).status).toBe(200)
  expect(arrived).toHaveLength(1)
})

it("refuses a token beside another credential", async () => {
  const { call } = await openTrusting()
  const unsigned = { Authorization: `Bearer ${await token()}`, "X-Auth-Token": "token" }
  expect((await call({ ...list, unsigned })).body.error_code).toBe("APIGW.0305")
})

/** An issuer that publishes its keys, or does not answer. */
const openIssuer = async (status: () => number) => {
  let asked = 0
  const server = createServer((request, response) => {
    asked += 1
    response.writeHead(status()).end(JSON.stringify(keySet))
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo // it listens on a port
  return { jwks_uri: `http://127.0.0.1:${port}/keys`, asked: () => asked }
}

/** A gateway that asks an issuer for its keys. */
const openAsking = async (jwks_uri: string) => {
  const { origin } = await openUpstream()
  const oidc = [{ issuer, audience, algorithms: ["ES256"] as const, jwks_uri }]
  const { issuers } = await Effect.runPromise(
    Effect.flatMap(makePublishedKeys(), (keysAt) =>
      makeDirectory({ callers: [ops], oidc }, keysAt)
    ).pipe(Effect.provide(Logger.layer([])))
  )
  return openTo(origin, { callers: [ops], issuers: [...issuers.values()] })
}

it("asks an issuer for its keys when they are needed, and never where a token says", async () => {
  const published = await openIssuer(() => 503)
  const decoy = await openIssuer(() => 200)
  const { call } = await openAsking(published.jwks_uri)
  const by = async (made: Made = {}) =>
    call({ ...list, unsigned: { Authorization: `Bearer ${await token(made)}` } })
  expect(published.asked()).toBe(0)
  const { body, header } = await by()
  expect([body.error_code, header("retry-after")]).toEqual(["KIT.0030", "30"])
  await by({ header: { kid: "two", jku: decoy.jwks_uri, x5u: decoy.jwks_uri } })
  expect([published.asked(), decoy.asked()]).toEqual([1, 0])
})

it("knows a caller by the keys that its issuer publishes, and reads them once", async () => {
  const { asked, jwks_uri } = await openIssuer(() => 200)
  const { call } = await openAsking(jwks_uri)
  const unsigned = { Authorization: `Bearer ${await token()}` }
  const answers = await Promise.all(Array.from({ length: 5 }, () => call({ ...list, unsigned })))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  expect(asked()).toBe(1)
})

it("knows nothing of tokens where no issuer is trusted", async () => {
  const { origin } = await openUpstream()
  const { call } = await openTo(origin, {
    callers: [{ name: "a", certificates: [{ subject: "a" }] }]
  })
  const unsigned = { Authorization: `Bearer ${await token()}` }
  expect((await call({ ...list, unsigned })).body.error_msg).toContain("must read: SDK-HMAC-SHA256")
})
