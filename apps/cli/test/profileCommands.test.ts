import { describe, expect, it } from "@effect/vitest"
import { codearts } from "./codearts.ts"
import { homeWith } from "./home.ts"
import { testKeyring } from "./keyring.ts"

const config = ".config/codearts/config.yaml"
const credentials = ".config/codearts/credentials.yaml"

const secret = "canary-secret"

const two = {
  [config]:
    "# mine\ncurrent: work\nprofiles:\n  work: { region: ap-southeast-3, enterprise_id: t1 }\n  other: { credential_store: keyring }\n",
  [credentials]: JSON.stringify({ profiles: { work: { access_key: "AK", secret_key: secret } } })
}

describe("codearts profile list", () => {
  it("shows every profile, which one is used, and where its credentials are", async () => {
    const { env } = homeWith(two)
    const { status, stderr, stdout } = await codearts("profile list", { env })
    expect([status, stderr]).toEqual([0, ""])
    expect(stdout.split("\n")).toEqual([
      "profile\tcurrent\tregion\tenterprise_id\tendpoint\tcredentials",
      "other\tno\t\t\t\tkeyring",
      "work\tyes\tap-southeast-3\tt1\t\taccess key, in plain text"
    ])
    expect(stdout).not.toContain(secret)
  })

  it("is a header alone where there is none", async () => {
    const { status, stdout } = await codearts("profile list", homeWith())
    expect([status, stdout.split("\n")]).toEqual([0, [expect.stringMatching(/^profile\t/u)]])
  })
})

describe("codearts profile set", () => {
  it("makes a profile, which is used from then on where it is the first", async () => {
    const home = homeWith()
    const line = "profile set work --region ap-southeast-3 --enterprise-id t1"
    const { status, stderr, stdout } = await codearts(line, home)
    expect([status, stderr, stdout]).toEqual([0, "", ""])
    expect(home.read("config.yaml")).toBe(
      "version: 1\nprofiles:\n  work:\n    region: ap-southeast-3\n    enterprise_id: t1\ncurrent: work\n"
    )
    expect(home.modeOf("config.yaml")).toBe("600")
  })

  it("changes and takes away settings, and keeps comments and the rest", async () => {
    const home = homeWith(two)
    await codearts("profile set work --unset region --endpoint https://x.example", home)
    expect(home.read("config.yaml")).toBe(
      "# mine\ncurrent: work\nprofiles:\n  work: { enterprise_id: t1, endpoint: https://x.example }\n  other: { credential_store: keyring }\nversion: 1\n"
    )
  })

  it.each([
    ["profile set work", "nothing to set: give --region, --enterprise-id or another"],
    ["profile set work --region a_b", "--region: must be 1 to 40 letters, digits or hyphens (-)"],
    ["profile set work --endpoint http://h.example", "endpoint http://h.example: must be https"],
    ["profile set a/b --region r", "<name>: must be a name of 1 to 64 letters"],
    ["profile set work --unset secret", "--unset: must be region or "]
  ])("refuses what breaks a rule, and writes nothing: %s", async (line, reason) => {
    const home = homeWith(two)
    const { status, stderr } = await codearts(line, home)
    expect([status, stderr.split("\n")[0]]).toEqual([2, expect.stringContaining(reason)])
    expect(home.read("config.yaml")).toBe(two[config])
  })

  it("leaves a broken file alone, and names its line and rule: exit 2", async () => {
    const text = "version: 1\nprofiles:\n  work: { regoin: x }\n"
    const home = homeWith({ [config]: text })
    const { status, stderr } = await codearts("profile set work --region r", home)
    expect(status).toBe(2)
    expect(stderr).toMatch(
      /^error: .*config\.yaml, line 3: profiles\.work\.regoin is not a known field\n/u
    )
    expect(stderr).toMatch(/more: codearts error explain KIT\.0120$/u)
    expect(home.read("config.yaml")).toBe(text)
  })
})

describe("codearts profile use", () => {
  it("makes a profile the one that commands use", async () => {
    const home = homeWith(two)
    await codearts("profile use other", home)
    expect(home.read("config.yaml")).toContain("current: other")
  })

  it("says where a variable has the last word", async () => {
    const { env } = homeWith(two)
    const { stderr } = await codearts("profile use other", {
      env: { ...env, CODEARTS_PROFILE: "work" }
    })
    expect(stderr).toContain("CODEARTS_PROFILE is set, and commands use work")
  })

  it("names the profiles there are where there is none of that name: exit 2", async () => {
    const { status, stderr } = await codearts("profile use wrok", homeWith(two))
    expect([status, stderr.split("\n")[0]]).toEqual([
      2,
      "error: no profile wrok; there are: other, work"
    ])
  })
})

describe("codearts profile show", () => {
  it("shows the one that is used, or another, without a secret", async () => {
    const home = homeWith(two)
    const used = await codearts("profile show -o json", home)
    expect(JSON.parse(used.stdout)).toEqual({
      profile: "work",
      region: "ap-southeast-3",
      enterprise_id: "t1",
      credentials: "access key, in plain text"
    })
    const other = await codearts("profile show other", home)
    expect(other.stdout.split("\n")).toEqual([
      "setting\tvalue",
      "profile\tother",
      "credentials\tkeyring"
    ])
  })

  it("hides the arguments of a credential command", async () => {
    const command = "profiles: { default: { credential_command: [vault, read, canary-path] } }"
    const { stdout } = await codearts("profile show -o json", homeWith({ [config]: command }))
    expect(JSON.parse(stdout).credential_command).toEqual(["vault", "***", "***"])
  })
})

const sdk = { ".huaweicloud/credentials": `[basic]\nak = AKSDK\nsk = ${secret}\n` }

const hcloudProfile = (name: string, accessKeyId: string) => ({
  name,
  mode: "AKSK",
  region: "cn-north-4",
  accessKeyId,
  secretAccessKey: secret
})

const hcloud = (...profiles: ReadonlyArray<object>) => ({
  ".hcloud/config.json": JSON.stringify({ current: "default", profiles })
})

const plain = hcloudProfile("default", "HCLOUD0123456789")
const encrypted = hcloudProfile("sealed", "aGVsbG8gd29ybGQsIHRoaXMgaXM=")

describe("codearts profile import", () => {
  it("takes the key of the official SDKs over into the keyring", async () => {
    const home = homeWith(sdk)
    const { keyring, kept } = testKeyring()
    const imported = await codearts("profile import sdk --profile sdks", { ...home, keyring })
    expect(imported.status).toBe(0)
    expect(imported.stderr).toMatch(/credentials: sdks; kept in the keyring, and still in that/u)
    expect([...kept.values()]).toEqual([`{"access_key":"AKSDK","secret_key":"${secret}"}`])
    expect(home.read("config.yaml")).toContain("credential_store: keyring")
    expect(home.read("config.yaml") + home.read("credentials.yaml")).not.toContain(secret)
  })

  it("takes every profile of hcloud over, with its region", async () => {
    const home = homeWith(hcloud(plain, { ...plain, name: "second" }))
    const { keyring, kept } = testKeyring()
    await codearts("profile import hcloud", { ...home, keyring })
    const { stdout } = await codearts("profile list", home)
    expect(stdout.split("\n").slice(1)).toEqual([
      "default\tyes\tcn-north-4\t\t\tkeyring",
      "second\tno\tcn-north-4\t\t\tkeyring"
    ])
    expect(kept.size).toBe(2)
  })

  it("refuses what hcloud has encrypted by its name, and imports nothing", async () => {
    const home = homeWith(hcloud(plain, encrypted))
    const { keyring, kept } = testKeyring()
    const { status, stderr } = await codearts("profile import hcloud", { ...home, keyring })
    expect([status, kept.size, home.read("config.yaml")]).toEqual([2, 0, ""])
    expect(stderr).toMatch(/^error: .*config\.json has sealed encrypted/u)
  })

  it("imports one that is named beside one that is encrypted", async () => {
    const home = homeWith(hcloud(plain, encrypted))
    const { keyring, kept } = testKeyring()
    await codearts("profile import hcloud --profile default", { ...home, keyring })
    expect(kept.size).toBe(1)
  })

  it("replaces a profile only where that is asked for", async () => {
    const home = homeWith({ ...sdk, ...two })
    const line = "profile import sdk --profile work --insecure-storage"
    const refused = await codearts(line, home)
    expect([refused.status, home.read("credentials.yaml")]).toEqual([2, two[credentials]])
    expect(refused.stderr).toContain("there is a profile work already; --overwrite replaces")
    expect((await codearts(`${line} --overwrite`, home)).status).toBe(0)
    expect(home.read("credentials.yaml")).toContain("AKSDK")
    expect(home.modeOf("credentials.yaml")).toBe("600")
  })

  it("says which file it looked for", async () => {
    const { status, stderr } = await codearts("profile import hcloud", homeWith())
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(/^error: .*\.hcloud\/config\.json does not exist/u)
    ])
  })
})
