import { sampleSeed } from "@codearts/emulator"
import { describe, expect, it } from "@effect/vitest"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { codearts, environment, person } from "./codearts.ts"
import { homeWith, type Home } from "./home.ts"
import { noKeyring, testKeyring } from "./keyring.ts"
import { saying, server } from "./server.ts"

const secret = "canary-secret"

const [tenant] = sampleSeed.tenants
const user = tenant?.users[0]
const password = user?.password ?? ""
const byKey = ["auth", "login", "--access-key", environment["HUAWEICLOUD_SDK_AK"] ?? ""]
const secretKey = environment["HUAWEICLOUD_SDK_SK"] ?? ""

const where = { CODEARTS_REGION: "ap-southeast-3", CODEARTS_ENDPOINT: "http://127.0.0.1:1" }

const settled = (home: Home) => ({ ...home.env, ...where })

describe("codearts auth login", () => {
  it("asks for an access key, its secret unseen, and keeps it in the keyring", async () => {
    const home = homeWith()
    const { keyring, kept } = testKeyring()
    const { asked, sent, status, stdout } = await codearts("auth login", {
      ...home,
      keyring,
      terminal: person,
      typed: ["AK", secret]
    })
    expect({ sent, status, stdout }).toEqual({ sent: [], status: 0, stdout: "" })
    expect(asked).toEqual([
      "Access key id (console: My Credentials, Access Keys): ",
      "Secret access key (is not shown): "
    ])
    expect([...kept]).toEqual([
      [
        `default (${home.path}/.config/codearts)`,
        JSON.stringify({ access_key: "AK", secret_key: secret })
      ]
    ])
    expect(home.read("credentials.yaml")).toBe("")
    expect(home.read("config.yaml")).toContain("credential_store: keyring")
  })

  it("lets every command that follows call by it", async () => {
    const home = homeWith()
    const { keyring } = testKeyring()
    await codearts([...byKey, "--secret-key-stdin"], { ...home, keyring, stdin: `${secretKey}\n` })
    const { status, stderr } = await codearts(
      "vpcep list --enterprise-id " + tenant?.enterprise_id,
      {
        env: settled(home),
        keyring
      }
    )
    expect([status, stderr]).toEqual([0, ""])
  })

  it("keeps nothing anywhere where the keyring cannot be used, and says what to do: exit 1", async () => {
    const home = homeWith()
    const line = [...byKey, "--secret-key-stdin"]
    const { status, stderr } = await codearts(line, { ...home, keyring: noKeyring, stdin: secret })
    expect([status, home.read("config.yaml"), home.read("credentials.yaml")]).toEqual([1, "", ""])
    expect(stderr).toContain("error: the keyring (Test) cannot be used: it is locked")
    expect(stderr).toContain("accept plain text with --insecure-storage")
    expect(stderr).not.toContain(secret)
  })

  it("keeps plain text only where that is asked for, and warns, then and again", async () => {
    const home = homeWith()
    const line = [...byKey, "--secret-key-stdin", "--insecure-storage"]
    const { stderr } = await codearts(line, { ...home, stdin: secretKey })
    expect(stderr).toContain("warning: the secret is in plain text")
    expect(home.modeOf("credentials.yaml")).toBe("600")
    const { stderr: again } = await codearts("auth status", home)
    expect(again).toContain("warning: the secret is in plain text")
  })

  it("has one place for a secret: the other is emptied", async () => {
    const home = homeWith()
    const { keyring, kept } = testKeyring()
    const plain = [...byKey, "--secret-key-stdin", "--insecure-storage"]
    await codearts(plain, { ...home, keyring, stdin: secret })
    await codearts(plain.slice(0, -1), { ...home, keyring, stdin: secret })
    expect([home.read("credentials.yaml").includes(secret), kept.size]).toEqual([false, 1])
    await codearts(plain, { ...home, keyring, stdin: secret })
    expect([home.read("credentials.yaml").includes(secret), kept.size]).toEqual([true, 0])
    expect(home.read("config.yaml")).not.toContain("keyring")
  })

  it("takes a password from a file, a token from stdin, and what the environment has", async () => {
    const home = homeWith()
    const { keyring, kept } = testKeyring()
    writeFileSync(join(home.path, "pw"), "pass-word\r\n")
    const file = join(home.path, "pw")
    const user = `auth login --profile u --user-name me --domain-name us --password-file ${file}`
    await codearts(user, { ...home, keyring })
    await codearts("auth login --profile t --token-stdin", { ...home, keyring, stdin: "tok\n" })
    await codearts("auth login --profile e --from-environment", {
      env: { ...home.env, HW_ACCESS_KEY: "AKENV", HW_SECRET_KEY: secret },
      keyring
    })
    expect([...kept.values()].map((text) => JSON.parse(text))).toEqual([
      { user_name: "me", domain_name: "us", password: "pass-word" },
      { token: "tok" },
      { access_key: "AKENV", secret_key: secret }
    ])
  })

  it.each([
    ["auth login", "", "there is no terminal to ask on: give --access-key"],
    ["auth login --access-key A", "", "there is no terminal to ask on: give --access-key"],
    ["auth login --access-key A --secret-key-stdin", "", "--secret-key-stdin: nothing comes in"],
    ["auth login --access-key A --secret-key-file /nowhere", "", "cannot read /nowhere"],
    ["auth login --token-stdin", "canary token", "token: must be visible ASCII characters"],
    ["auth login --access-key A --secret-key canary", "", "no such flag: --secret-key"],
    ["auth login --access-key A --secret-key-stdin --secret-key-file f", "x", "exclude each other"]
  ])("refuses at once what it cannot do, without the secret: %s", async (line, stdin, reason) => {
    const home = homeWith()
    const { status, stderr } = await codearts(line, { ...home, stdin })
    expect([status, stderr.split("\n")[0]]).toEqual([2, expect.stringContaining(reason)])
    expect(stderr).not.toContain("canary")
  })
})

describe("codearts auth logout", () => {
  it("takes the secret out of the keyring, or out of the file, and leaves the settings", async () => {
    const home = homeWith()
    const { keyring, kept } = testKeyring()
    await codearts("profile set default --region r", home)
    await codearts([...byKey, "--secret-key-stdin"], { ...home, keyring, stdin: secret })
    const { status, stderr } = await codearts("auth logout", { ...home, keyring })
    expect([status, kept.size]).toEqual([0, 0])
    expect(stderr).toContain("its credentials are gone from this machine")
    expect(home.read("config.yaml")).toBe("version: 1\nprofiles:\n  default:\n    region: r\n")
    const again = await codearts("auth logout", { ...home, keyring })
    expect([again.status, again.stderr]).toEqual([0, "profile default has no credentials here"])
  })
})

describe("codearts auth status", () => {
  it("says who calls, by which source, and that the key is accepted, without the secret", async () => {
    const { status, stderr, stdout } = await codearts("auth status -o json")
    expect([status, stderr]).toEqual([0, ""])
    expect(JSON.parse(stdout)).toEqual({
      source: "environment, HUAWEICLOUD_SDK_*",
      kind: "access key",
      access_key: environment["HUAWEICLOUD_SDK_AK"],
      account: `${tenant?.name} (${tenant?.enterprise_id})`,
      checked: "accepted"
    })
    expect(stdout).not.toContain(secretKey)
  })

  it("names the keyring that keeps the secret", async () => {
    const home = homeWith()
    const { keyring } = testKeyring()
    await codearts([...byKey, "--secret-key-stdin"], { ...home, keyring, stdin: secretKey })
    const { stderr, stdout } = await codearts("auth status", { ...home, keyring })
    expect(stdout).toContain("profile\tdefault\nkept\tkeyring (Test)\nsource\tprofile\n")
    expect(stderr).toBe("")
  })

  it("tells the scope, the roles and the end of a token", async () => {
    const home = homeWith()
    const { keyring } = testKeyring()
    const login = `auth login --user-name ${user?.name} --domain-name ${tenant?.name} --password-stdin`
    await codearts(login, { ...home, keyring, stdin: password })
    const issued = await codearts("auth token", { env: settled(home), keyring })
    const env = { ...environment, ...where, HUAWEICLOUD_SDK_AK: "", HUAWEICLOUD_SDK_SK: "" }
    const { stdout } = await codearts("auth status -o json", {
      env: { ...env, HW_AUTH_TOKEN: issued.stdout }
    })
    expect(JSON.parse(stdout)).toMatchObject({
      source: "environment, HW_*",
      kind: "token",
      user: user?.name,
      scope: "project ap-southeast-3",
      expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/u),
      checked: "accepted"
    })
    expect(stdout).not.toContain(issued.stdout)
  })

  it("works without a region and without a network, and says what was not asked: exit 0", async () => {
    const env = { CODEARTS_REGION: "" }
    const none = await codearts("auth status", { env })
    expect([none.status, none.stdout.split("\n").at(-1)]).toEqual([
      0,
      "checked\tnot asked: no region is set"
    ])
    const away = await codearts("auth status", { server: server(() => new Error("ENETUNREACH")) })
    expect([away.status, away.stdout]).toEqual([0, expect.stringContaining("checked\tno answer: ")])
  })

  it("ends with why where the key is refused: exit 4", async () => {
    const refusal = { error_code: "APIGW.0301", error_msg: "Incorrect authentication." }
    const { status, stderr, stdout } = await codearts("auth status", {
      server: saying(401, refusal)
    })
    expect([status, stdout.split("\n").at(-1)]).toEqual([4, "checked\trefused"])
    expect(stderr).toContain("error: 401 APIGW.0301")
  })

  it("is not told by another source where the keyring is locked: exit 4", async () => {
    const config = "profiles: { default: { credential_store: keyring } }"
    const home = homeWith({
      ".config/codearts/config.yaml": config,
      ".huaweicloud/credentials": `[basic]\nak = OTHER\nsk = ${secret}\n`
    })
    const { status, stderr, stdout } = await codearts("auth status", home)
    expect([status, stdout]).toEqual([4, ""])
    expect(stderr).toContain("the keyring (Test) cannot be used: it is locked")
  })
})

describe("codearts auth token", () => {
  it("prints a new token of a user, and its end with -o json", async () => {
    const home = homeWith()
    const { keyring } = testKeyring()
    const login = `auth login --user-name ${user?.name} --domain-name ${tenant?.name} --password-stdin`
    await codearts(login, { ...home, keyring, stdin: password })
    const { status, stderr, stdout } = await codearts("auth token -o json", {
      env: settled(home),
      keyring
    })
    expect([status, stderr]).toEqual([0, ""])
    const { expires_at, token } = JSON.parse(stdout)
    const hours = (Date.parse(expires_at) - Date.now()) / 3_600_000
    expect([Math.round(hours), token.length > 20]).toEqual([24, true])
  })

  it("prints the token that is there already, and asks nobody", async () => {
    const env = { HUAWEICLOUD_SDK_AK: "", HUAWEICLOUD_SDK_SK: "", HW_AUTH_TOKEN: "mine" }
    const { sent, status, stdout } = await codearts("auth token", { env })
    expect([status, sent, stdout]).toEqual([0, [], "mine"])
  })

  it("says that an access key has none: exit 2", async () => {
    const { status, stderr } = await codearts("auth token")
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining("an access key signs each request")
    ])
  })
})
