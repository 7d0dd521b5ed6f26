import { describe, expect, it } from "@effect/vitest"
import { codearts } from "./codearts.ts"

const url = "https://h.example:8443/v2/vpceps?limit=1"
const time = "20260525T093015Z"
const env = { HUAWEICLOUD_SDK_AK: "AK", HUAWEICLOUD_SDK_SK: "the-secret-key" }
const headers = ["-H", "region: r", "-H", "content-type: application/json"]

const authorizationOf = async (target: string): Promise<string> => {
  const args = ["sign", "DELETE", target, ...headers, "-d", "{}", "--date", time, "-o", "json"]
  return JSON.parse((await codearts(args, { env })).stdout).authorization
}

const authorization = await authorizationOf(url)

const signed = [...headers, "-H", `X-Sdk-Date: ${time}`, "-H", `Authorization: ${authorization}`]
const body = ["-d", "{}"]
const inTime = ["--date", "20260525T094015Z"]

const verify = (
  args: ReadonlyArray<string>,
  key: Readonly<Record<string, string | undefined>> = {}
) => codearts(["sign", "verify", ...args], { env: { ...env, ...key } })

describe("codearts sign verify", () => {
  it("says how the signature of a genuine request is right: exit 0", async () => {
    const { sent, status, stderr, stdout } = await verify([
      "DELETE",
      url,
      ...signed,
      ...body,
      ...inTime
    ])
    expect([status, stderr, sent]).toEqual([0, "", []])
    expect(stdout.split("\n")).toEqual([
      "genuine: the signature is right",
      "  read:   strict",
      "  path:   /v2/vpceps",
      "  signed: content-type, host, region, x-sdk-date"
    ])
  })

  it("takes the path that was received with its Host header for the URL", async () => {
    const host = ["-H", "Host: h.example:8443"]
    const { status } = await verify([
      "DELETE",
      "/v2/vpceps?limit=1",
      ...host,
      ...signed,
      ...body,
      ...inTime
    ])
    expect(status).toBe(0)
  })

  it("names the reading in which an official SDK's signature is right: exit 0", async () => {
    const twice = await authorizationOf("https://h.example/a%2520b")
    const { status, stdout } = await verify([
      "DELETE",
      "https://h.example/a%20b",
      ...headers,
      "-H",
      `X-Sdk-Date: ${time}`,
      "-H",
      `Authorization: ${twice}`,
      ...body,
      ...inTime,
      "-o",
      "json"
    ])
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      interpretation: "double-encoded-path",
      sdk_compat: true
    })
  })

  it.each([
    [
      "the body is another",
      ["DELETE", url, ...signed, "-d", "[]", ...inTime],
      "signature-mismatch"
    ],
    ["the date is too old", ["DELETE", url, ...signed, ...body], "date-out-of-window"],
    ["nothing authorises it", ["DELETE", url, ...headers, ...inTime], "authorization-missing"],
    [
      "a header that matters is not signed",
      ["DELETE", url, ...signed, "-H", "X-Project-Id: p", ...body, ...inTime],
      "header-not-signed"
    ],
    [
      "a header came twice",
      ["DELETE", url, ...signed, "-H", "Region: r", ...body, ...inTime],
      "header-repeated"
    ]
  ])("names the rule that is broken where %s: exit 4", async (_, args, rule) => {
    const text = await verify(args)
    const json = await verify([...args, "-o", "json"])
    expect([text.status, text.stderr, json.status]).toEqual([4, "", 4])
    expect(text.stdout.split("\n")[0]).toBe(`refused: ${rule}`)
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, rule })
  })

  it("shows the canonical request of the server's side where the signature is another", async () => {
    const args = ["DELETE", url, ...signed, ...body, ...inTime]
    const { status, stdout } = await verify(args, { HUAWEICLOUD_SDK_SK: "another-secret-key" })
    expect(status).toBe(4)
    expect(stdout).toContain(
      "    DELETE\n    /v2/vpceps/\n    limit=1\n    content-type:application/json"
    )
    expect(stdout).not.toContain("another-secret-key")
  })

  it("needs the key that the request names: exit 4", async () => {
    const args = ["DELETE", url, ...signed, ...body, ...inTime]
    const { status, stderr, stdout } = await verify(args, { HUAWEICLOUD_SDK_AK: "OTHER" })
    expect([status, stdout]).toEqual([4, ""])
    expect(stderr.split("\n")[0]).toBe(
      "error: the request is signed with access key AK, and the one that was found is another"
    )
  })

  it("wants to know what was received: exit 2", async () => {
    const { status, stderr } = await verify(["GET", "h.example/v2", ...signed])
    expect(status).toBe(2)
    expect(stderr).toContain("error: <url>: must be absolute, or the path that was received")
  })
})
