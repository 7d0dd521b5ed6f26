import { sampleSeed } from "@codearts/emulator"
import { describe, expect, it } from "@effect/vitest"
import { codearts, environment, header, ids, inWorld, person } from "./codearts.ts"
import { saying, server } from "./server.ts"

const tenant = environment["CODEARTS_ENTERPRISE_ID"] ?? ""
const hosted = { CODEARTS_ENDPOINT: undefined }
const host = "codearts-devuc.ap-southeast-3.myhuaweicloud.com"

describe("codearts api", () => {
  it("sends a signed request, and writes the body as it came and the rest to stderr", async () => {
    const { sent, status, stderr, stdout } = await codearts(
      `api GET /v2/vpceps --query enterprise_id=${tenant} --query limit=2`
    )
    expect([status, stderr]).toEqual([0, expect.stringMatching(/^status: 200, id: \S+$/u)])
    expect(JSON.parse(stdout)).toMatchObject({ status: "ok", total: 8, limit: 2 })
    const [request] = sent
    expect(request?.path).toBe(`/v2/vpceps?enterprise_id=${tenant}&limit=2`)
    expect(request && header(request, "region")).toBe("ap-southeast-3")
    expect(request && header(request, "authorization")).toMatch(/SignedHeaders=host;region;/u)
  })

  it("writes a body to the byte, whatever it is", async () => {
    const body = '{ "a" :1}\r\n\n'
    const { stdout } = await codearts("api GET /v2/x", { server: saying(200, body) })
    expect(stdout).toBe(body)
    expect((await codearts("api GET /v2/x", { server: saying(204, "") })).stdout).toBe("")
  })

  it("shows a terminal only what cannot drive it", async () => {
    const hostile = saying(200, "a\u001b[2Jb\n\u202ec", { "x-request-id": "r\u001b[1m" })
    const { stderr, stdout } = await codearts("api GET /v2/x", {
      server: hostile,
      terminal: person
    })
    expect(stdout).toBe("a\\u001b[2Jb\n\\u202ec")
    expect(stderr).toBe("status: 200, id: r\\u001b[1m")
  })

  it.each([
    [401, "APIGW.0301", 4],
    [403, "APIGW.0302", 4],
    [400, "UC.00011002", 1],
    [404, "APIGW.0101", 1],
    [503, "APIGW.0201", 1]
  ])("ends status %d with %s as every command does: exit %d", async (status, code, exit) => {
    const body = { error_code: code, error_msg: "No.", request_id: "r-1" }
    const outcome = await codearts("api GET /v2/x", { server: saying(status, body) })
    expect([outcome.status, JSON.parse(outcome.stdout)]).toEqual([exit, body])
    expect(outcome.stderr).toContain(`error: ${status} ${code} No.`)
    expect(outcome.stderr).toContain("r-1")
    expect(outcome.sent).toHaveLength(1)
  })

  it("follows no redirect, and says that there is one", async () => {
    const moved = saying(302, "", { location: "https://example.com/" })
    const { sent, status, stderr } = await codearts("api GET /v2/x", { server: moved })
    expect([status, sent.length, stderr]).toEqual([0, 1, "status: 302"])
  })

  it("hides a token that a server repeats", async () => {
    const echo = {
      error_code: "APIGW.0301",
      error_msg: "canonicalRequest:GET|x-security-token:canary/+==|x-auth-token: canary"
    }
    const { stderr, stdout } = await codearts("api GET /v2/x", { server: saying(401, echo) })
    expect(stdout).toContain("x-security-token:***|x-auth-token: ***")
    expect(stdout + stderr).not.toContain("canary")
  })

  it.each([
    ["GET /v2/vpceps", `https://${host}`],
    ["GET /v3/projects", "https://iam.ap-southeast-3.myhuaweicloud.com"],
    ["GET /v3.0/OS-CREDENTIAL/credentials", "https://iam.ap-southeast-3.myhuaweicloud.com"],
    [`GET https://${host}/v2/vpceps`, `https://${host}`],
    ["GET /v3/projects --endpoint http://127.0.0.1:9", "http://127.0.0.1:9"]
  ])("sends %s to %s", async (line, origin) => {
    const { sent, status } = await codearts(`api ${line}`, {
      env: hosted,
      server: saying(200, "{}")
    })
    expect([status, sent.map((each) => String(each.origin))]).toEqual([0, [origin]])
  })

  it.each([
    "https://example.com/v2/vpceps",
    "//example.com/v2/vpceps",
    "/\\example.com/",
    "vpceps",
    `http://${host}/v2/vpceps`,
    `https://user:pw@${host}/v2/vpceps`,
    `https://${host}.example.com/`,
    "file:///etc/passwd",
    "https://"
  ])("sends nothing to anybody else: %s, exit 2", async (path) => {
    const { sent, status, stderr, stdout } = await codearts(["api", "GET", path], { env: hosted })
    expect([status, stdout, sent]).toEqual([2, "", []])
    expect(stderr).toContain("error: <path>: ")
  })

  it.each(["http://example.com", "https://u:p@example.com", "ftp://127.0.0.1"])(
    "takes no endpoint that no request may be sent to: %s, exit 2",
    async (endpoint) => {
      const { sent, status, stderr } = await codearts(`api GET /v2/x --endpoint ${endpoint}`)
      expect([status, sent]).toEqual([2, []])
      expect(stderr).not.toContain("u:p")
    }
  )

  it("percent-encodes the pairs of a query as the signature wants them", async () => {
    const line = ["api", "GET", "/v2/x?a=1", "--query", "b= &=\u00e9+"]
    const { sent, status } = await codearts(line, { server: saying(200, "{}") })
    expect([status, sent[0]?.path]).toEqual([0, "/v2/x?a=1&b=%20%26%3D%C3%A9%2B"])
    const wrong = await codearts("api GET /v2/x --query novalue")
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining("--query: must be")])
  })

  it("sends the headers given, but none that it writes itself", async () => {
    const given = ["api", "GET", "/v2/x", "-H", "Region: r-1", "-H", "X-Language: zh-cn"]
    const { sent } = await codearts(given, { server: saying(200, "{}") })
    const [request] = sent
    expect(request && [header(request, "region"), header(request, "x-language")]).toEqual([
      "r-1",
      "zh-cn"
    ])
    const own = await codearts(["api", "GET", "/v2/x", "-H", "Authorization: canary"])
    expect([own.status, own.sent]).toEqual([2, []])
    expect(own.stderr).not.toContain("canary")
  })

  it(
    "sends a body, signed, once it may",
    inWorld(async (codearts) => {
      const [first] = ids
      const body = JSON.stringify({ enterprise_id: tenant, vpceps: [{ vpcep_id: first }] })
      const line = ["api", "DELETE", "/v2/vpceps", "-d", body]
      const refused = await codearts(line)
      expect([refused.status, refused.stdout, refused.sent]).toEqual([2, "", []])
      expect(refused.stderr).toContain("--yes")
      const no = await codearts(line, { terminal: person, typed: "y" })
      expect([no.status, no.sent, no.asked]).toEqual([
        2,
        [],
        ["This sends DELETE http://127.0.0.1:1/v2/vpceps. To go on, type DELETE: "]
      ])
      const dry = await codearts([...line, "--dry-run", "--yes"])
      expect([dry.status, dry.stdout, dry.sent]).toEqual([0, "", []])
      expect(dry.stderr).toContain("DELETE http://127.0.0.1:1/v2/vpceps\n")
      expect(dry.stderr).toMatch(/Signature=\*\*\*$/mu)
      expect(dry.stderr).toContain(`\n\n${body}`)
      const done = await codearts([...line, "--yes"])
      expect([done.status, JSON.parse(done.stdout)]).toEqual([0, { status: "ok", total: 1 }])
      const again = [...line.slice(0, -1), body.replace(`${first}`, "nowhere")]
      const typed = await codearts(again, { terminal: person, typed: "DELETE" })
      expect([typed.status, typed.stderr]).toEqual([1, expect.stringContaining("UC.00011005")])
    })
  )

  it("carries a token where there is one, and says what is missing where there is nothing", async () => {
    const none = { HUAWEICLOUD_SDK_AK: "", HUAWEICLOUD_SDK_SK: "" }
    const byToken = await codearts("api GET /v2/x", {
      env: { ...none, HW_AUTH_TOKEN: "token" },
      server: saying(200, "{}")
    })
    const [request] = byToken.sent
    expect(request && header(request, "x-auth-token")).toBe("token")
    const nobody = await codearts("api GET /v2/x", { env: none })
    expect([nobody.status, nobody.stdout]).toEqual([4, ""])
    expect(nobody.stderr).toContain("error: no credentials")
  })

  it("exchanges a password at the endpoint, and nowhere else", async () => {
    const [user] = sampleSeed.tenants[0]?.users ?? []
    const env = {
      HUAWEICLOUD_SDK_AK: "",
      HUAWEICLOUD_SDK_SK: "",
      HW_DOMAIN_NAME: sampleSeed.tenants[0]?.name,
      HW_USER_NAME: user?.name,
      HW_USER_PASSWORD: "password"
    }
    const { sent } = await codearts("api GET /v2/x", { env, server: saying(401, "{}") })
    expect(sent.map(({ origin, path }) => `${String(origin)}${path.split("?")[0]}`)).toEqual([
      "http://127.0.0.1:1/v3/auth/tokens"
    ])
  })

  it("exchanges a password to show a request with its token hidden, and sends nothing else", async () => {
    const [sample] = sampleSeed.tenants
    const [user] = sample?.users ?? []
    const env = {
      HUAWEICLOUD_SDK_AK: "",
      HUAWEICLOUD_SDK_SK: "",
      HW_DOMAIN_NAME: sample?.name,
      HW_USER_NAME: user?.name,
      HW_USER_PASSWORD: user?.password
    }
    for (const line of ["api GET /v2/vpceps", `vpcep delete ${ids[0]}`]) {
      const { sent, status, stderr } = await codearts(`${line} --dry-run`, { env })
      const posted = sent.filter(({ method }) => method !== "GET").map(({ path }) => path)
      expect([status, posted]).toEqual([0, ["/v3/auth/tokens?nocatalog=true"]])
      expect(sent.length).toBe(line.startsWith("api") ? 1 : 2)
      expect(stderr).toContain("x-auth-token: ***")
      expect(stderr).not.toContain(String(user?.password))
    }
  })

  it.each(["/v3/auth/tokens", "/v3/auth/tokens?nocatalog=true"])(
    "shows a password in no body that it shows: POST %s",
    async (path) => {
      const body = '{"auth":{"password":{"user":{"name":"n","password" : "can\\"ary"}}}}'
      const line = ["api", "POST", path, "-d", body, "--dry-run"]
      const { sent, status, stderr } = await codearts(line)
      expect([status, sent]).toEqual([0, []])
      expect(stderr).toContain('"name":"n","password" : "***"')
      expect(stderr).not.toContain("ary")
    }
  )

  it("says that there is no answer, and why: exit 1", async () => {
    const broken = server(() => new Error("connect ECONNREFUSED 127.0.0.1:1"))
    const { status, stderr, stdout } = await codearts("api GET /v2/x?secret=1", { server: broken })
    expect([status, stdout]).toEqual([1, ""])
    expect(stderr).toContain("error: GET http://127.0.0.1:1/v2/x: no answer (connect ECONNREFUSED")
    expect(stderr).toContain("codearts error explain KIT.0107")
  })

  it.each([
    ["api", "<method> is required"],
    ["api GET", "<path> is required"],
    ["api get /v2/x", "<method>: must be a method in capitals, for example GET"],
    ["api GET /v2/x -d @/nowhere", "--data: cannot read /nowhere"]
  ])("is wrong usage: %s", async (line, reason) => {
    const { sent, status, stderr } = await codearts(line)
    expect([status, sent, stderr.split("\n")[0]]).toEqual([2, [], `error: ${reason}`])
  })
})
