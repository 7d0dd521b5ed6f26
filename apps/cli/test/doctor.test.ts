import { describe, expect, it } from "@effect/vitest"
import { chmodSync } from "node:fs"
import { createServer } from "node:https"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { getCACertificates, setDefaultCACertificates } from "node:tls"
import { onTestFinished } from "vitest"
import certificate from "./certificate.json" with { type: "json" }
import { type Circumstances, codearts, environment } from "./codearts.ts"
import { homeWith } from "./home.ts"
import { page, type Reply, server } from "./server.ts"

interface Finding {
  readonly check: string
  readonly verdict: string
  readonly found: string
  readonly fix: string
}

const examine = async (given: Circumstances = {}, line = "doctor -o json") => {
  const { status, stderr, stdout } = await codearts(line, given)
  const findings: ReadonlyArray<Finding> = JSON.parse(stdout)
  const of = (check: string) => findings.filter((finding) => finding.check === check)
  const verdicts = Object.fromEntries(findings.map(({ check, verdict }) => [check, verdict]))
  return { findings, of, status, stderr, verdicts }
}

/** An endpoint that has a clock, a list, an account. */
const endpoint = (over: Readonly<Record<string, Reply>> = {}, ahead = 0) =>
  server(({ path }) => {
    const headers = { date: new Date(Date.now() + ahead * 1000).toUTCString() }
    const [start = ""] = path.split("?")
    const usual =
      start === "/v3/auth/domains"
        ? {
            status: 200,
            body: { domains: [{ id: environment["CODEARTS_ENTERPRISE_ID"], name: "acme" }] }
          }
        : page([])
    const reply = over[start] ?? usual
    return reply instanceof Error ? reply : { headers, ...reply }
  })

const refusal = (status: number, error_code: string, error_msg = "No."): Reply => ({
  status,
  body: { error_code, error_msg }
})

describe("codearts doctor", () => {
  it("finds nothing wrong where nothing is, against the emulator: exit 0", async () => {
    const { findings, status, stderr } = await examine()
    expect([status, stderr]).toEqual([0, ""])
    expect(findings.filter(({ verdict }) => verdict === "fail")).toEqual([])
    expect(findings.map(({ check }) => check)).toEqual([
      "file",
      "profile",
      "region",
      "tenant",
      "proxy",
      "dns",
      "tls",
      "clock",
      "credentials",
      "account",
      "role",
      "api"
    ])
    expect(findings.find(({ check }) => check === "role")?.found).toMatch(/: 8 entries$/u)
  })

  it("says it in lines, each with its fix where one is needed", async () => {
    const { status, stdout } = await codearts("doctor", { env: { CODEARTS_ENTERPRISE_ID: "" } })
    expect(status).toBe(1)
    expect(stdout).toMatch(/^ {2}ok {3}region {7}ap-southeast-3$/mu)
    expect(stdout).toMatch(
      /^ {2}fail tenant {7}no enterprise id is set\n {7}fix: {9}codearts profile set/mu
    )
  })

  it.each([
    [0, "ok"],
    [120, "warn"],
    [-899, "warn"],
    [-960, "fail"],
    [3600, "fail"]
  ])("compares the clocks: %d s apart is %s", async (ahead, verdict) => {
    const { of, status } = await examine({ server: endpoint({}, ahead) })
    expect(of("clock")).toMatchObject([{ verdict }])
    expect(status).toBe(verdict === "fail" ? 1 : 0)
  })

  it("says which source is set up and does not work", async () => {
    const { of, status } = await examine({ env: { HUAWEICLOUD_SDK_SK: "" } })
    expect(status).toBe(1)
    expect(of("credentials")).toMatchObject([
      { verdict: "fail", found: expect.stringContaining("no HUAWEICLOUD_SDK_SK") }
    ])
  })

  it.each([
    ["UC.00010002", 403, { role: "fail", api: "ok" }],
    ["APIGW.0101", 404, { role: "warn", api: "fail" }],
    ["APIGW.0301", 401, { role: "fail", api: "warn" }]
  ])(
    "tells a missing role, a missing API and a refused key apart: %s",
    async (code, status, expected) => {
      const { status: exit, verdicts } = await examine({
        server: endpoint({ "/v2/vpceps": refusal(status, code) })
      })
      expect([exit, verdicts]).toEqual([1, expect.objectContaining(expected)])
    }
  )

  it("tells a token for the account as a whole, and one of another region, apart from a fit one", async () => {
    const token = (project?: object) => ({
      status: 200,
      headers: { "x-subject-token": "t" },
      body: {
        token: {
          expires_at: "2999-01-01T00:00:00Z",
          roles: [{ id: "0", name: "te_admin" }],
          project
        }
      }
    })
    const env = { HUAWEICLOUD_SDK_AK: "", HUAWEICLOUD_SDK_SK: "", HW_AUTH_TOKEN: "canary-token" }
    const verdictOf = async (reply: Reply) => {
      const { of } = await examine({ env, server: endpoint({ "/v3/auth/tokens": reply }) })
      return of("token")
        .map(({ found, verdict }) => `${verdict}: ${found}`)
        .join()
    }
    expect(await verdictOf(token())).toBe("fail: global: for no project")
    expect(await verdictOf(token({ id: "p", name: "la-north-2" }))).toMatch(
      /^fail: project la-north-2/u
    )
    expect(await verdictOf(token({ id: "p", name: "ap-southeast-3" }))).toBe(
      "ok: project ap-southeast-3, roles te_admin, until 2999-01-01T00:00:00Z"
    )
  })

  it("looks at the modes of files, and at a profile that is broken", async () => {
    const home = homeWith({ ".config/codearts/credentials.yaml": "version: 1\nprofile: {}\n" })
    chmodSync(join(home.path, ".config/codearts/credentials.yaml"), 0o644)
    const { of, status } = await examine(home)
    expect(status).toBe(1)
    expect(of("file").at(-1)).toMatchObject({
      verdict: "fail",
      fix: expect.stringMatching(/^chmod 600 .*credentials\.yaml$/u)
    })
    expect(of("profile")).toMatchObject([
      { verdict: "fail", found: expect.stringContaining("is open to other users") }
    ])
  })

  it("works without a network, and says what could not be asked", async () => {
    const away = server(() => new Error("connect ENETUNREACH"))
    const env = { CODEARTS_ENDPOINT: "https://codearts.invalid" }
    const { of, status, verdicts } = await examine({ env, server: away })
    expect(verdicts).toMatchObject({ tls: "warn", clock: "warn", role: "warn", api: "warn" })
    expect(["warn", "fail"]).toContain(verdicts["dns"])
    expect(of("tls")[0]?.found).toBe("not asked: the name has no address")
    expect(status).toBe(verdicts["dns"] === "fail" ? 1 : 0)
  })

  it("has nothing to ask where no region is set, and says which command sets one", async () => {
    const env = { CODEARTS_REGION: "", CODEARTS_ENDPOINT: "" }
    const { of, status } = await examine({ env })
    expect(status).toBe(1)
    expect(of("region")).toMatchObject([
      { verdict: "fail", fix: "codearts profile set default --region ap-southeast-3" }
    ])
    expect(of("dns")[0]?.found).toBe("not asked: there is no endpoint")
  })

  it("names the proxy in effect, without its password, and none for a host past it", async () => {
    const proxied = { CODEARTS_ENDPOINT: "https://h.example", HTTPS_PROXY: "http://u:canary@p:1" }
    const { of } = await examine({ env: proxied, server: endpoint() })
    expect(of("proxy")).toMatchObject([{ verdict: "warn", found: "http://***@p:1" }])
    const past = await examine({ env: { ...proxied, NO_PROXY: ".example" }, server: endpoint() })
    expect(past.of("proxy")).toMatchObject([{ verdict: "ok", found: "none" }])
  })

  it("tells a certificate that nobody vouches for from one that is trusted", async () => {
    const https = createServer(certificate).listen(0, "127.0.0.1")
    onTestFinished(() => void https.close())
    await new Promise((resolve) => https.once("listening", resolve))
    const { port } = https.address() as AddressInfo // of a server on a port
    const env = { CODEARTS_ENDPOINT: `https://localhost:${port}` }
    const stranger = await examine({ env, server: endpoint() })
    expect(stranger.of("tls")).toMatchObject([
      { verdict: "fail", found: expect.stringContaining("DEPTH_ZERO_SELF_SIGNED_CERT") }
    ])
    const usual = getCACertificates("default")
    setDefaultCACertificates([...usual, certificate.cert])
    onTestFinished(() => setDefaultCACertificates(usual))
    const trusted = await examine({ env, server: endpoint() })
    expect(trusted.of("tls")).toMatchObject([
      { verdict: "ok", found: expect.stringMatching(/^TLSv1\.3, certificate until /u) }
    ])
  })
})
