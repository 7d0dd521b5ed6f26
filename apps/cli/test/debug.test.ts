import { sampleSeed } from "@codearts/emulator"
import { describe, expect, it } from "vitest"
import { codearts, header } from "./codearts.ts"
import { saying } from "./server.ts"

describe("--debug", () => {
  it("tells on stderr what was sent and answered and how long it took, its proof hidden; stdout is as it is", async () => {
    const quiet = await codearts("vpcep list")
    const { status, stderr, stdout } = await codearts("vpcep list --debug")
    expect([status, stdout]).toEqual([0, quiet.stdout])
    expect(quiet.stderr).toBe("")
    const lines = stderr.split("\n")
    expect(lines.every((line) => line.startsWith("debug: "))).toBe(true)
    expect(stderr).toMatch(/^debug: GET http:\/\/127\.0\.0\.1:1\/v2\/vpceps\?/mu)
    expect(stderr).toMatch(/^debug: authorization: SDK-HMAC-SHA256 .*Signature=\*\*\*$/mu)
    expect(stderr).toMatch(/^debug: 200 after \d+ ms$/mu)
    expect(lines.at(-1)).toMatch(/^debug: ended after \d+ ms$/u)
  })

  it("shows no token, sent or answered, and no password", async () => {
    const [sample] = sampleSeed.tenants
    const [user] = sample?.users ?? []
    const env = {
      HUAWEICLOUD_SDK_AK: undefined,
      HUAWEICLOUD_SDK_SK: undefined,
      HW_DOMAIN_NAME: sample?.name,
      HW_USER_NAME: user?.name,
      HW_USER_PASSWORD: user?.password
    }
    const { sent, status, stderr } = await codearts("vpcep list --debug", { env })
    expect([status, sent.map(({ method }) => method)]).toEqual([0, ["POST", "GET"]])
    const [, listing] = sent
    const token = listing === undefined ? undefined : header(listing, "x-auth-token")
    for (const secret of [user?.password, token]) expect(stderr).not.toContain(secret)
    expect(stderr).toContain('"password":"***"')
    for (const name of ["x-auth-token", "x-subject-token"])
      expect(stderr).toMatch(new RegExp(`^debug: ${name}: \\*\\*\\*$`, "imu"))
  })

  it("tells of attempts that are repeated, and where a failure is from, which nothing else does", async () => {
    const failing = { server: saying(503, {}) }
    const { status, stderr } = await codearts("vpcep list --debug", failing)
    expect(status).toBe(1)
    expect(stderr).toMatch(/attempt 1 failed, again in/u)
    expect(stderr).toMatch(/^debug: ServiceUnavailable/mu)
    expect(stderr).toMatch(/^debug: {5}at \S/mu)
    expect((await codearts("vpcep list", failing)).stderr).not.toMatch(/^\s*at /mu)
  })

  it("lets no server drive the terminal", async () => {
    const { stderr } = await codearts("vpcep list --debug", {
      server: saying(400, {}, { "x-request-id": "a\u001b[2Jb" })
    })
    expect(stderr).toContain(String.raw`x-request-id: a\u001b[2Jb`)
  })

  it("is no flag after --", async () => {
    const { stderr } = await codearts(["api", "GET", "/v2/vpceps", "--", "--debug"])
    expect(stderr).not.toContain("debug:")
  })
})
