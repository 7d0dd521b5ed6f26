import { describe, expect, it } from "@effect/vitest"
import { codearts, person } from "./codearts.ts"
import { file } from "./file.ts"

const url = "https://codearts-devuc.ap-southeast-3.myhuaweicloud.com/v2/vpceps?limit=1"
const date = ["--date", "20260525T093015Z"]
const key = { HUAWEICLOUD_SDK_AK: "AK", HUAWEICLOUD_SDK_SK: "the-secret-key" }
const temporary = { ...key, HUAWEICLOUD_SDK_SECURITY_TOKEN: "the-security-token" }

describe("codearts sign", () => {
  it("prints the headers to add, as curl reads them, and sends nothing", async () => {
    const { sent, status, stderr, stdout } = await codearts(
      ["sign", "GET", url, "-H", "region: ap-southeast-3", ...date],
      { env: key, terminal: { ...person, width: 40 } }
    )
    expect([status, stderr, sent]).toEqual([0, "", []])
    expect(stdout.split("\n")).toEqual([
      "host: codearts-devuc.ap-southeast-3.myhuaweicloud.com",
      "x-sdk-date: 20260525T093015Z",
      expect.stringMatching(
        /^authorization: SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;region;x-sdk-date, Signature=[0-9a-f]{64}$/u
      )
    ])
  })

  it("prints the steps too with -o json", async () => {
    const { stdout } = await codearts(["sign", "GET", url, "-o", "json", ...date], { env: key })
    const { authorization, headers, ...steps } = JSON.parse(stdout)
    expect(Object.keys(steps)).toEqual(["canonicalRequest", "stringToSign"])
    expect(headers).toEqual({
      host: "codearts-devuc.ap-southeast-3.myhuaweicloud.com",
      "x-sdk-date": "20260525T093015Z",
      authorization
    })
  })

  it("explains the three stages with --explain: each line, and its rule", async () => {
    const { status, stderr, stdout } = await codearts(
      ["sign", "GET", url, "-H", "region: ap-southeast-3", ...date, "--explain"],
      { env: temporary }
    )
    expect([status, stderr]).toEqual([0, ""])
    expect(stdout).toMatch(/^ {2}\/v2\/vpceps\/\n {4}canonical URI: .*slash at the end/mu)
    expect(stdout).toMatch(/^ {2}region:ap-southeast-3\n {4}header region: /mu)
    expect(stdout.match(/^[123]\. .+?:/gmu)).toEqual([
      "1. Canonical request:",
      "2. String to sign:",
      "3. Authorization:"
    ])
    expect(stdout).not.toMatch(/the-secret-key|the-security-token/u)
  })

  it("gives the stages as data with --explain -o json", async () => {
    const { stdout } = await codearts(["sign", "GET", url, ...date, "--explain", "-o", "json"], {
      env: key
    })
    const stages = JSON.parse(stdout)
    expect(Object.keys(stages)).toEqual(["canonicalRequest", "stringToSign", "authorization"])
    expect(Object.keys(stages.canonicalRequest[0])).toEqual(["part", "text", "rule"])
  })

  it("refuses --curl beside another form: exit 2", async () => {
    for (const other of [["--explain"], ["-o", "json"]]) {
      const { status, stderr, stdout } = await codearts(["sign", "GET", url, "--curl", ...other], {
        env: key
      })
      expect([status, stdout]).toEqual([2, ""])
      expect(stderr).toContain("error: --curl: cannot go with --explain or --output json")
    }
  })

  it("signs for this moment when no date is given", async () => {
    const { stdout } = await codearts(["sign", "GET", url], { env: key })
    expect(stdout).toMatch(/^x-sdk-date: \d{8}T\d{6}Z$/mu)
  })

  it("signs a body that is given, or read from a file, alike", async () => {
    const body = '{"vpceps":[{"vpcep_id":"vp-1"}]}'
    const given = await codearts(["sign", "DELETE", url, "-d", body, ...date], { env: key })
    const read = await codearts(["sign", "DELETE", url, "-d", `@${file("json", body)}`, ...date], {
      env: key
    })
    const none = await codearts(["sign", "DELETE", url, ...date], { env: key })
    expect(read.stdout).toBe(given.stdout)
    expect(none.stdout).not.toBe(given.stdout)
  })

  it("shows the security token in the headers alone, and the secret key nowhere", async () => {
    const { stdout } = await codearts(["sign", "GET", url, "-o", "json", ...date], {
      env: temporary
    })
    const { headers, ...steps } = JSON.parse(stdout)
    expect(headers["x-security-token"]).toBe("the-security-token")
    expect(steps.canonicalRequest).toContain("x-security-token:***")
    expect(JSON.stringify(steps)).not.toContain("the-security-token")
    expect(stdout).not.toContain("the-secret-key")
  })

  it.each([
    ["the method", ["get", url], "<method>: must be a method in capitals"],
    ["the URL", ["GET", "/v2/vpceps"], "url must be absolute"],
    ["the URL", ["GET", "https://user:word@example.com/"], "url must be absolute"],
    [
      "--header",
      ["GET", url, "-H", "a: b", "-H", "no-colon"],
      "--header: must be 'Name: value', and number 2 is not"
    ],
    [
      "--header",
      ["GET", url, "-H", "region: a\nx: b"],
      "--header: must be 'Name: value', and number 1 is not"
    ],
    ["the header", ["GET", url, "-H", "region: a", "-H", "Region: b"], "region is there twice"],
    [
      "--date",
      ["GET", url, "--date", "20260230T000000Z"],
      "--date: must be a time such as 20260525T093015Z"
    ],
    [
      "--date",
      ["GET", url, "--date", "2026-05-25T09:30:15Z"],
      "--date: must be a time such as 20260525T093015Z"
    ],
    ["--data", ["DELETE", url, "-d", "@/no/such/file"], "--data: cannot read /no/such/file"]
  ])("names %s when it is wrong: exit 2", async (_, args, reason) => {
    const { status, stderr, stdout } = await codearts(["sign", ...args], { env: key })
    expect([status, stdout]).toEqual([2, ""])
    expect(stderr).toContain(`error: ${reason}`)
  })

  it("never repeats the value of a header, which may be a secret", async () => {
    const { stderr } = await codearts(["sign", "GET", url, "-H", "X-Auth-Token the-token"], {
      env: key
    })
    expect(stderr).not.toContain("the-token")
  })

  it("needs an access key, which a token is not: exit 4", async () => {
    const env = {
      HUAWEICLOUD_SDK_AK: undefined,
      HUAWEICLOUD_SDK_SK: undefined,
      HW_AUTH_TOKEN: "token"
    }
    const { status, stderr, stdout } = await codearts(["sign", "GET", url], { env })
    expect([status, stdout]).toEqual([4, ""])
    expect(stderr).toContain("set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK")
  })
})
