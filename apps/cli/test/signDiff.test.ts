import { dispatcher, make, sampleSeed } from "@codearts/emulator"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Scope } from "effect"
import { request as send } from "undici"
import { type Circumstances, codearts, environment, person } from "./codearts.ts"
import { file } from "./file.ts"

const host = "codearts-devuc.ap-southeast-3.myhuaweicloud.com"
const url = `https://${host}/v2/vpceps`
const request = ["DELETE", url, "-H", "Region: ap-southeast-3", "-d", "{}"]
const braces = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
const nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

const noKey = {
  HUAWEICLOUD_SDK_AK: undefined,
  HUAWEICLOUD_SDK_SK: undefined,
  HW_AUTH_TOKEN: undefined
}

const echo = (changes: { readonly region?: string; readonly payload?: string } = {}) =>
  [
    "DELETE",
    "/v2/vpceps/",
    "",
    `host:${host}`,
    `region:${changes.region ?? "ap-southeast-3"}`,
    "x-sdk-date:20260525T093015Z",
    "",
    "host;region;x-sdk-date",
    changes.payload ?? braces
  ].join("|")

const answer = (canonical: string) =>
  JSON.stringify({
    error_msg: `Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:${canonical}`,
    error_code: "APIGW.0301",
    request_id: "42"
  })

const diff = (args: ReadonlyArray<string>, given: Circumstances) =>
  codearts(["sign", "diff", ...args], { env: noKey, ...given })

describe("codearts sign diff", () => {
  it("names the first line that differs, both sides and the cause: exit 3", async () => {
    const { sent, status, stderr, stdout } = await diff(request, {
      stdin: answer(echo({ payload: nothing }))
    })
    expect([status, stderr, sent]).toEqual([3, "", []])
    expect(stdout.split("\n")).toEqual([
      "differs: payload hash",
      `  ours:   ${braces}`,
      `  server: ${nothing}`,
      expect.stringMatching(/^ {2}why: {4}The body did not arrive/u)
    ])
  })

  it("blames the secret key where they are equal, whatever the clock says now: exit 0", async () => {
    const { status, stderr, stdout } = await diff(request, { stdin: answer(echo()) })
    expect([status, stderr]).toEqual([0, ""])
    expect(stdout).toMatch(/^equal: .*\n {2}why: .*secret key/u)
  })

  it("reads the message from a file, and writes the comparison as JSON", async () => {
    const path = file("answer.json", answer(echo({ region: "r" })))
    const { status, stdout } = await diff([...request, "--file", path, "-o", "json"], {})
    expect(status).toBe(3)
    expect(JSON.parse(stdout)).toMatchObject({
      equal: false,
      part: "header region",
      ours: "ap-southeast-3",
      theirs: "r",
      cause: "header-changed"
    })
  })

  it.each([
    ["--date", ["--date", "20260525T093016Z"]],
    ["the X-Sdk-Date that was sent", ["-H", "X-Sdk-Date: 20260525T093016Z"]]
  ])("compares the date too when it is known, from %s", async (_, args) => {
    const { status, stdout } = await diff([...request, ...args], { stdin: answer(echo()) })
    expect(status).toBe(3)
    expect(stdout).toMatch(/^differs: header x-sdk-date\n {2}ours: {3}20260525T093016Z\n/u)
  })

  it("signs what the sender signed, of the headers given", async () => {
    const signed = echo()
      .replace("|x-sdk-date:", "|user-agent:u|x-sdk-date:")
      .replace(";x-sdk-date|", ";user-agent;x-sdk-date|")
    const agent = await diff([...request, "-H", "User-Agent: u"], { stdin: answer(signed) })
    const none = await diff(request, { stdin: answer(signed) })
    expect(agent.status).toBe(0)
    expect(none.stdout).toMatch(
      /^differs: header user-agent\n {2}ours: {3}\(absent\)\n {2}server: u\n/u
    )
  })

  it("shows no security token, the environment's or the server's", async () => {
    const env = { ...environment, HUAWEICLOUD_SDK_SECURITY_TOKEN: "the-token" }
    const theirs = echo()
      .replace("Z||host", "Z|x-security-token:their-token||host")
      .replace("x-sdk-date|", "x-sdk-date;x-security-token|")
    const outcome = await diff(request, { env, stdin: answer(theirs) })
    const masked = await diff(request, { env, stdin: answer(theirs.replace("their-token", "***")) })
    expect([outcome.status, masked.status]).toEqual([3, 0])
    expect(JSON.stringify([outcome, masked])).not.toMatch(/the-token|their-token/u)
  })

  it("shows text of a server as text", async () => {
    const { stdout } = await diff(request, { stdin: answer(echo({ region: "\u001b[2J\u202e" })) })
    expect(stdout).toContain(String.raw`  server: \u001b[2J\u202e`)
  })

  it.each([
    ["a message without a canonical request", "ak AK not exist"],
    ["nothing at all", ""]
  ])("says so of %s: exit 2", async (_, stdin) => {
    const { status, stderr, stdout } = await diff(request, { stdin })
    expect([status, stdout]).toEqual([2, ""])
    expect(stderr).toContain("error: the message holds no canonical request")
  })

  it("tells a clock that is off from a message that says so", async () => {
    const stdin =
      "calc aksk signature fail:signature expired, signature time:20260525T093015Z,server time:20260525T101500Z"
    const { status, stdout } = await diff(request, { stdin })
    expect(status).toBe(3)
    expect(stdout).toContain(
      "  server: 20260525T101500Z\n  why:    The server received another date"
    )
  })

  it("does not wait for a person to type the message: exit 2", async () => {
    const { status, stderr } = await diff(request, { terminal: person })
    expect(status).toBe(2)
    expect(stderr).toContain("error: the server's message is missing")
  })

  it("names a file that it cannot read: exit 2", async () => {
    const { status, stderr } = await diff([...request, "--file", "/no/such/file"], {})
    expect([status, stderr.split("\n")[0]]).toEqual([2, "error: --file: cannot read /no/such/file"])
  })
})

describe("codearts sign diff, after a server refused what codearts sign signed,", () => {
  const server = make({ filename: ":memory:", seed: sampleSeed }).pipe(
    Effect.map(dispatcher),
    Scope.provide(Scope.makeUnsafe()),
    Effect.runPromise
  )

  const wrongSecret = { ...environment, HUAWEICLOUD_SDK_SK: "not-the-secret-key" }
  const given = [
    "DELETE",
    url,
    "-H",
    "region: ap-southeast-3",
    "-H",
    "content-type: application/json"
  ]

  /** What the server answers to a request signed with a body, and sent with another. */
  const refused = async (signed: string, sent: string) => {
    const { stdout } = await codearts(["sign", ...given, "-d", signed, "-o", "json"], {
      env: wrongSecret
    })
    const { body, statusCode } = await send(url, {
      dispatcher: await server,
      method: "DELETE",
      headers: {
        ...JSON.parse(stdout).headers,
        region: "ap-southeast-3",
        "content-type": "application/json"
      },
      body: sent
    })
    expect(statusCode).toBe(401)
    return body.text()
  }

  it("finds both sides equal where the secret key is wrong", async () => {
    const stdin = await refused('{"vpceps":[]}', '{"vpceps":[]}')
    const { status, stdout } = await diff([...given, "-d", '{"vpceps":[]}'], { stdin })
    expect([status, stdout.split("\n")[0]]).toEqual([
      0,
      "equal: the canonical requests are the same"
    ])
  })

  it("finds the body that was serialised again on the way", async () => {
    const stdin = await refused('{"vpceps":[]}', '{ "vpceps": [] }')
    const { status, stdout } = await diff([...given, "-d", '{"vpceps":[]}'], { stdin })
    expect([status, stdout.split("\n")[0]]).toEqual([3, "differs: payload hash"])
  })
})
