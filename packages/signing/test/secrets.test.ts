import { inspect } from "node:util"
import { expect, it } from "vitest"
import { checkSecretKey, readAuthorization, sign, signature, verify } from "../src/index.ts"
import { arrive, key, now } from "./arrive.ts"

const canary = "canary-secret-key-0123456789"
const holder = { ...key, secretKey: canary }
const credentials = { accessKey: "AK", secretKey: canary }
const request = { method: "GET", url: "https://h.example/v2/vpceps" }
const genuine = arrive({ secretKey: canary })
const quirky = { ...arrive({ secretKey: canary, target: "/a/b" }), target: "/a%2Fb" }

const thrown = (run: () => unknown): unknown => {
  try {
    return run()
  } catch (error) {
    return error
  }
}

const everySpelling = (value: unknown): string =>
  [
    inspect(value, { depth: null, showHidden: true, getters: true }),
    JSON.stringify(value),
    String(value),
    value instanceof Error ? String(value.stack) : ""
  ].join("\n")

it.each([
  ["sign", () => sign(request, credentials, now)],
  ["sign without a good URL", () => sign({ ...request, url: canary }, credentials, now)],
  ["sign without a good date", () => sign(request, credentials, new Date(Number.NaN))],
  [
    "sign with a header broken over lines",
    () => sign({ ...request, headers: [["region", `${canary}\n`]] }, credentials, now)
  ],
  ["signature", () => signature(canary, "text")],
  ["checkSecretKey", () => checkSecretKey(`${canary}\0${canary.repeat(9)}`)],
  ["readAuthorization", () => readAuthorization([["authorization", canary]])],
  ["verify of a genuine request", () => verify(genuine, holder, now)],
  ["verify of a wrong secret", () => verify(genuine, { ...holder, secretKey: `${canary}x` }, now)],
  ["verify of an unknown key", () => verify(genuine, undefined, now)],
  ["verify of a quirk", () => verify(quirky, holder, now)],
  ["verify of a stale request", () => verify(genuine, holder, new Date(0))],
  ["verify of a missing token", () => verify(genuine, { ...holder, securityToken: canary }, now)]
])("%s shows no secret key, however it is printed", (_, run) => {
  expect(everySpelling(thrown(run))).not.toContain(canary)
})

it("a refusal shows neither the security token nor the signature that would have been right", () => {
  const refused = verify(
    arrive({ secretKey: "guess", headers: [["x-security-token", canary]] }),
    { ...key, securityToken: canary },
    now
  )
  const right = arrive({ headers: [["x-security-token", canary]] })
    .headers.at(-1)?.[1]
    .slice(-64)
  expect(refused).toMatchObject({ rule: "signature-mismatch" })
  expect(right).toHaveLength(64)
  expect(everySpelling(refused)).not.toContain(canary)
  expect(everySpelling(refused)).not.toContain(right)
})
