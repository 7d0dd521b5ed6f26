import { describe, expect, it } from "@effect/vitest"
import { codearts, environment, ids, person } from "./codearts.ts"
import { saying, server } from "./server.ts"

const refusal = (error_code: string, error_msg = "No.") => ({
  error_code,
  error_msg,
  request_id: "r-1"
})

describe("a refusal", () => {
  it("of a wrong secret says what, why, what to do and where to read on: exit 4", async () => {
    const { status, stderr, stdout } = await codearts("vpcep list", {
      env: { HUAWEICLOUD_SDK_SK: "wrong" }
    })
    const lines = stderr.split("\n")
    expect([status, stdout]).toEqual([4, ""])
    expect(lines[0]).toMatch(
      /^error: 401 APIGW\.0301 .*verify aksk signature fail, canonicalRequest:\.\.\.$/u
    )
    expect(lines[1]).toMatch(/^ {2}why: {2}\S/u)
    expect(lines[2]).toMatch(/^ {2}do: {3}.*HUAWEICLOUD_SDK_SK/u)
    expect(lines[3]).toMatch(/^ {2}id: {3}[0-9a-f]{32} /u)
    expect(lines[4]).toBe("  more: codearts error explain APIGW.0301")
    expect(lines).toHaveLength(5)
  })

  it("of another tenant's list comes from the emulator with its explanation: exit 4", async () => {
    const { status, stderr } = await codearts("vpcep list --enterprise-id another")
    expect(status).toBe(4)
    expect(stderr).toContain("error: 401 UC.00011003")
    expect(stderr).toContain("more: codearts error explain UC.00011003")
  })

  it.each([
    [400, "UC.00011002", 1],
    [401, "UC.00010002", 4],
    [403, "APIGW.0302", 4],
    [404, "APIGW.0101", 1],
    [429, "APIGW.0308", 1],
    [500, "UC.00010005", 1],
    [503, "APIGW.0201", 1]
  ])("with status %d and %s", async (status, code, exit) => {
    const outcome = await codearts("vpcep list", { server: saying(status, refusal(code)) })
    expect([outcome.status, outcome.stdout]).toEqual([exit, ""])
    expect(outcome.stderr).toContain(`error: ${status} ${code} No.`)
    expect(outcome.stderr).toContain("r-1")
  })

  it("names the status to read about where a code has several", async () => {
    const { stderr } = await codearts("vpcep list", { server: saying(504, refusal("APIGW.0201")) })
    expect(stderr).toContain("more: codearts error explain APIGW.0201 --status 504")
  })

  it("names the code alone where it comes with a status that is none of its own", async () => {
    const { stderr } = await codearts("vpcep list", { server: saying(503, refusal("APIGW.0201")) })
    expect(stderr.split("\n").at(-1)).toBe("  more: codearts error explain APIGW.0201")
  })

  it("points to its status where the catalog does not have its code", async () => {
    const { stderr } = await codearts("vpcep list", { server: saying(418, refusal("NEW.0001")) })
    expect(stderr).toContain("error: 418 NEW.0001 No.")
    expect(stderr).toMatch(/^ {2}do: {3}\S/mu)
    expect(stderr.split("\n").at(-1)).toBe("  more: codearts status explain 418")
  })

  it("in HTML is cut short", async () => {
    const html = `<html>${"<p>Bad gateway</p>".repeat(1000)}</html>`
    const { status, stderr } = await codearts("vpcep list", { server: saying(502, html) })
    expect(status).toBe(1)
    expect(stderr).toContain("error: 502 HTTP.502 <html>")
    expect(stderr.length).toBeLessThan(2000)
  })

  it("that goes on and on is cut short", async () => {
    const long = refusal("UC.00011002", "x".repeat(100_000))
    const { stderr } = await codearts("vpcep list", { server: saying(400, long) })
    expect(stderr.length).toBeLessThan(2000)
  })
})

describe("no answer", () => {
  it("says why, and what to check: exit 1", async () => {
    const broken = server(() => new Error("connect ECONNREFUSED 127.0.0.1:1"))
    const { status, stderr, stdout } = await codearts("vpcep list", { server: broken })
    expect([status, stdout]).toEqual([1, ""])
    expect(stderr).toContain("connect ECONNREFUSED 127.0.0.1:1")
    expect(stderr).toContain("do:   Check the network, the region and the endpoint.")
  })

  it("that can be read is said so: exit 1", async () => {
    const { status, stderr, stdout } = await codearts("vpcep list", {
      server: saying(200, { total: "eight" })
    })
    expect([status, stdout]).toEqual([1, ""])
    expect(stderr).toContain("cannot be read")
    expect(stderr).toContain("do:   Check that the endpoint serves this API")
  })
})

describe("a fault of the program itself", () => {
  it("is told without a stack: exit 1", async () => {
    const faulty = server(() => {
      throw new TypeError("it broke")
    })
    const { status, stderr, stdout } = await codearts("vpcep list", { server: faulty })
    expect([status, stdout]).toEqual([1, ""])
    expect(stderr.split("\n")).toEqual([
      "error: a fault of this program: TypeError: it broke",
      expect.stringMatching(/^ {2}do: {3}Report /u),
      "  more: codearts error explain KIT.0113"
    ])
  })
})

describe("every error ends with the command that explains it", () => {
  const page = { error_code: "UC.00011035", error_msg: "Account locked." }
  const noAnswer = server(() => new Error("connect ECONNREFUSED"))

  it.each([
    ["wrong usage", "vpcep list --limit 0", {}, "error explain KIT.0101"],
    ["an invalid value", "sign GET http://127.0.0.1/ --date x", {}, "error explain KIT.0101"],
    ["an endpoint", "vpcep list --endpoint ftp://h", {}, "error explain KIT.0103"],
    ["no credentials", "vpcep list", { env: { HUAWEICLOUD_SDK_SK: "" } }, "error explain KIT.0104"],
    ["no consent", `vpcep delete ${ids[0]}`, {}, "error explain KIT.0105"],
    ["an absent entry", "vpcep delete none --yes", {}, "error explain KIT.0106"],
    ["no answer", "vpcep list", { server: noAnswer }, "error explain KIT.0107"],
    ["no page", "vpcep list", { server: saying(200, {}) }, "error explain KIT.0108"],
    ["a refusal", "vpcep list", { server: saying(429, page) }, "error explain UC.00011035"],
    ["an unknown refusal", "vpcep list", { server: saying(418, "tea") }, "status explain 418"],
    ["an unknown code", "error explain UC.0011005", {}, "error explain UC.00011005"],
    ["nothing found", "error search nothing like it", {}, "error list"]
  ])("%s", async (_, line, given, command) => {
    const { status, stderr } = await codearts(line, given)
    expect(status).not.toBe(0)
    expect(stderr.split("\n").at(-1)).toBe(`  more: codearts ${command}`)
  })

  const pageOf = (code: string) => (code === "KIT.0104" ? undefined : `file:///errors/${code}.md`)
  const terminal = { ...person, width: 30, pageOf }

  it("as a link to its page, on a terminal that shows links", async () => {
    const { stderr } = await codearts("vpcep list", { server: saying(429, page), terminal })
    expect(stderr.split("\n").at(-1)).toBe(
      "  more: \u001B]8;;file:///errors/UC.00011035.md\u001B\\codearts error explain UC.00011035\u001B]8;;\u001B\\"
    )
  })

  it("without a link where there is no page", async () => {
    const env = { HUAWEICLOUD_SDK_SK: "" }
    const { stderr } = await codearts("vpcep list", { env, terminal })
    expect(stderr.split("\n").at(-1)).toBe("  more: codearts error explain KIT.0104")
  })

  it("and never as a link in a pipe", async () => {
    const piped = { ...terminal, stderrIsTerminal: false }
    const { stderr } = await codearts("vpcep list", { server: saying(429, page), terminal: piped })
    expect(stderr).not.toContain("\u001B")
  })

  it("and what a server says does not become a link", async () => {
    const forged = { error_code: "X", error_msg: "\n  more: codearts error explain UC.00011005" }
    const { stderr } = await codearts("vpcep list", { server: saying(400, forged), terminal })
    expect(stderr).not.toContain("\u001B]8")
  })
})

describe("a secret", () => {
  const secrets = {
    HUAWEICLOUD_SDK_SK: "canary-secret-key",
    HUAWEICLOUD_SDK_SECURITY_TOKEN: "canary-security-token",
    HW_AUTH_TOKEN: "canary-token"
  }
  const byToken = { ...secrets, HUAWEICLOUD_SDK_AK: "", HUAWEICLOUD_SDK_SK: "" }
  const lines = [
    "vpcep list",
    "vpcep list -o json",
    "vpcep list --limit 0",
    `vpcep delete ${ids[0]} --yes`,
    `vpcep delete ${ids[0]} --dry-run`,
    `vpcep show ${ids[0]} -o yaml`,
    "vpcep list --enterprise-id a --enterprise-id b",
    "project list",
    "api GET /v2/vpceps",
    "api DELETE /v2/vpceps --dry-run",
    "error explain APIGW.0301",
    "error explain nothing",
    "error search nothing like it",
    "sign GET http://127.0.0.1/ --date nonsense",
    "sign nothing nowhere",
    "nonsense"
  ]
  const environments = {
    key: secrets,
    half: { ...secrets, HUAWEICLOUD_SDK_AK: "" },
    token: byToken
  }

  it.each(lines.flatMap((line) => Object.keys(environments).map((name) => [line, name])))(
    "is in no output of %s, called with a %s",
    async (line, name) => {
      const env = Object.entries(environments).find(([each]) => each === name)?.[1]
      const { stderr, stdout } = await codearts(line ?? "", env === undefined ? {} : { env })
      expect(stdout + stderr).not.toContain("canary")
      expect(stdout + stderr).not.toContain(environment["HUAWEICLOUD_SDK_SK"])
    }
  )
})
