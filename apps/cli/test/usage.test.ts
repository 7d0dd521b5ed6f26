import { describe, expect, it } from "@effect/vitest"
import { type Circumstances, codearts, header, type Sent } from "./codearts.ts"
import { page, server } from "./server.ts"

const nothing = server(() => page([]))

/** Runs `vpcep list` for the one request that it sends. */
const sentBy = async (line: string, env: Circumstances["env"] = {}): Promise<Sent> => {
  const { sent } = await codearts(line, { env, server: nothing })
  const [only] = sent
  if (only === undefined || sent.length > 1) throw new Error(`${sent.length} requests were sent`)
  return only
}

describe("a command line", () => {
  it.each([
    ["vpcep list --limit 0", "--limit: must be a whole number from 1 to 100"],
    ["vpcep list --offset 10000", "--offset: must be a whole number from 0 to 9,999"],
    ["vpcep list --sort up", "--sort: must be asc, ASC, desc or DESC"],
    [
      "vpcep list --vpcep-ids A",
      "--vpcep-ids: must be 1 to 40 digits, lower-case letters or hyphens (-)"
    ],
    ["vpcep list --region a_b", "--region: must be 1 to 40 letters, digits or hyphens (-)"],
    [
      "vpcep list --enterprise-id a.b",
      "--enterprise-id: must be 1 to 40 letters, digits, hyphens (-) or underscores (_)"
    ],
    ["vpcep list --limit 1 --limit 2", "--limit: must be given once"],
    [
      "vpcep list --output xml",
      "--output: must be table or tsv or csv or json or jsonl or yaml or ids"
    ],
    ["vpcep list --region", "--region: needs a value"],
    ["vpcep list --regin a", "no such flag: --regin; did you mean --region?"],
    ["vpcep list extra", "one argument too many: extra"],
    ["vpcep lst", "no such command: lst; did you mean list?"],
    ["bogus", "no such command: bogus"],
    ["error explain", "<code> is required"],
    ["error explain UC.00011005 --lang fr", "--lang: must be en or zh"],
    ["error list --family uc", "--family: must be UC or APIGW or IAM or KIT"],
    ["status explain", "<status> is required"],
    ["status explain 99", "<status>: must be a status from 100 to 599"],
    ["status explain 600", "<status>: must be a status from 100 to 599"]
  ])("that is wrong is told why, on stderr, and where to read on: %s", async (line, reason) => {
    const { sent, status, stderr, stdout } = await codearts(line)
    expect({ sent, status, stdout }).toEqual({ sent: [], status: 2, stdout: "" })
    expect(stderr.split("\n")[0]).toBe(`error: ${reason}`)
    expect(stderr).toMatch(/^ {2}help: codearts.* --help$/mu)
    expect(stderr.split("\n").at(-1)).toBe("  more: codearts error explain KIT.0101")
  })

  it("without a region names all the places it could be said: exit 2", async () => {
    const { status, stderr } = await codearts("vpcep list", { env: { CODEARTS_REGION: "" } })
    expect(status).toBe(2)
    expect(stderr).toContain(
      "--region is required: give it, or set CODEARTS_REGION or HW_REGION_NAME, or the region of the profile"
    )
  })

  it("without a tenant names the places it could be said: exit 2", async () => {
    const { status, stderr } = await codearts("vpcep list", {
      env: { CODEARTS_ENTERPRISE_ID: undefined }
    })
    expect(status).toBe(2)
    expect(stderr).toContain("--enterprise-id is required: give it, or set CODEARTS_ENTERPRISE_ID")
  })

  it.each([
    ["CODEARTS_REGION", "a_b", "must be 1 to 40 letters, digits or hyphens (-)"],
    [
      "CODEARTS_ENTERPRISE_ID",
      "a.b",
      "must be 1 to 40 letters, digits, hyphens (-) or underscores (_)"
    ]
  ])("is not blamed for what is wrong in %s: exit 2", async (name, value, rule) => {
    const { status, stderr } = await codearts("vpcep list", { env: { [name]: value } })
    expect([status, stderr.split("\n")[0]]).toEqual([2, `error: ${name}: ${rule}`])
  })

  const everywhere = { CODEARTS_REGION: "second", HW_REGION_NAME: "third" }

  it.each([
    ["--region", "vpcep list --region first", everywhere, "first"],
    ["CODEARTS_REGION", "vpcep list", everywhere, "second"],
    ["HW_REGION_NAME", "vpcep list", { ...everywhere, CODEARTS_REGION: undefined }, "third"]
  ])("takes the region from %s before what comes after it", async (_, line, env, region) => {
    expect(header(await sentBy(line, env), "region")).toBe(region)
  })

  it("takes the tenant from its flag before the environment", async () => {
    const { path } = await sentBy("vpcep list --enterprise-id mine")
    expect(path).toContain("enterprise_id=mine")
  })

  it("replaces the host by an endpoint, and never the region", async () => {
    const cloud = await sentBy("vpcep list", { CODEARTS_ENDPOINT: undefined })
    const other = await sentBy("vpcep list --endpoint https://h:1")
    expect(cloud.origin).toBe("https://codearts-devuc.ap-southeast-3.myhuaweicloud.com")
    expect([other.origin, header(other, "region")]).toEqual(["https://h:1", "ap-southeast-3"])
  })

  it.each(["http://example.com", "ftp://example.com", "example", "https://example.com/path"])(
    "may not send to %s: exit 2",
    async (endpoint) => {
      const { sent, status, stderr } = await codearts(`vpcep list --endpoint ${endpoint}`)
      expect([status, sent]).toEqual([2, []])
      expect(stderr).toMatch(/^error: endpoint .*: must /u)
    }
  )
})

describe("credentials", () => {
  const none = { HUAWEICLOUD_SDK_AK: undefined, HUAWEICLOUD_SDK_SK: "" }

  it("that are nowhere are told source by source, with why each had none: exit 4", async () => {
    const { sent, status, stderr, stdout } = await codearts("vpcep list", { env: none })
    expect({ sent, status, stdout }).toEqual({ sent: [], status: 4, stdout: "" })
    expect(stderr.split("\n").map((line) => line.replace(/ {2,}(?=\S)/gu, " | "))).toEqual([
      "error: no credentials",
      " | why: | id token of an identity provider | HUAWEICLOUD_SDK_IDP_ID and HUAWEICLOUD_SDK_ID_TOKEN_FILE are not set",
      " | environment, HUAWEICLOUD_SDK_* | HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK are not set",
      " | environment, HW_* | none of HW_AUTH_TOKEN, HW_ACCESS_KEY, HW_SECRET_KEY and HW_USER_PASSWORD is set",
      " | profile | no profile default in /nowhere/.config/codearts",
      " | file of the official SDKs | /nowhere/.huaweicloud/credentials does not exist",
      " | file of hcloud | /nowhere/.hcloud/config.json does not exist",
      " | pod identity | HC_CONTAINER_CREDENTIALS_FULL_URI is not set",
      " | server metadata | no metadata service answers here (ECONNREFUSED)",
      " | do: | Set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, both of them, or HW_AUTH_TOKEN; or fill a profile.",
      " | more: codearts error explain KIT.0104"
    ])
  })

  it.each([
    [{ HUAWEICLOUD_SDK_AK: undefined }, "HUAWEICLOUD_SDK_AK"],
    [{ HUAWEICLOUD_SDK_SK: undefined, HW_AUTH_TOKEN: "token" }, "HUAWEICLOUD_SDK_SK"]
  ])("that are half a pair name the half that is missing: exit 4", async (env, absent) => {
    const { sent, status, stderr } = await codearts("vpcep list", { env })
    expect([status, sent]).toEqual([4, []])
    expect(stderr).toContain(`the environment has half of the credentials: no ${absent}\n`)
  })

  it("with a line break at the end, as files have it, are named and not repeated: exit 4", async () => {
    const { sent, status, stderr } = await codearts("vpcep list", {
      env: { ...none, HW_AUTH_TOKEN: "canary\n" }
    })
    expect([status, sent]).toEqual([4, []])
    expect(stderr).toContain("token: must be visible ASCII characters")
    expect(stderr).not.toContain("canary")
  })

  it("may be a token, which is sent as it is", async () => {
    const request = await sentBy("vpcep list", { ...none, HW_AUTH_TOKEN: "token" })
    expect(header(request, "x-auth-token")).toBe("token")
    expect(header(request, "authorization")).toBeUndefined()
  })

  it("that are temporary send their security token, signed, and no other token", async () => {
    const env = { HUAWEICLOUD_SDK_SECURITY_TOKEN: "temporary", HW_AUTH_TOKEN: "unused" }
    const request = await sentBy("vpcep list", env)
    expect(header(request, "x-security-token")).toBe("temporary")
    expect(header(request, "authorization")).toContain("x-security-token")
    expect(header(request, "x-auth-token")).toBeUndefined()
  })

  it("carry the project and the domain they are for", async () => {
    const env = { HUAWEICLOUD_SDK_PROJECT_ID: "project", HUAWEICLOUD_SDK_DOMAIN_ID: "domain" }
    const request = await sentBy("vpcep list", env)
    expect(header(request, "x-project-id")).toBe("project")
    expect(header(request, "x-domain-id")).toBe("domain")
  })
})

describe("help", () => {
  it.each([
    "",
    "vpcep",
    "vpcep list",
    "vpcep delete",
    "error",
    "error explain",
    "error list",
    "error search",
    "status",
    "status explain",
    "sign",
    "sign diff",
    "sign verify",
    "profile",
    "profile list",
    "profile use",
    "profile set",
    "profile show",
    "profile import",
    "auth",
    "auth login",
    "auth logout",
    "auth status",
    "auth token",
    "configure",
    "config",
    "config show",
    "doctor",
    "completion"
  ])("is data when it is asked for: codearts %s --help", async (command) => {
    const { status, stderr, stdout } = await codearts(`${command} --help`)
    expect([status, stderr]).toEqual([0, ""])
    expect(stdout).toContain(`USAGE\n  codearts ${command}`.trim())
  })

  it("names flags, rules and variables of the contract", async () => {
    const { stdout } = await codearts("vpcep list --help")
    expect(stdout).toMatch(
      /--enterprise-id string .*1 to 40 letters.*; else CODEARTS_ENTERPRISE_ID/u
    )
    expect(stdout).toMatch(/--limit number .*1 to 100/u)
    expect(stdout).toMatch(/--region string .*; else CODEARTS_REGION; else HW_REGION_NAME/u)
  })

  it("comes without styling where nobody sees it", async () => {
    const { stdout } = await codearts("--help")
    expect(stdout).not.toContain("\u001b")
  })
})
