import { describe, expect, it } from "@effect/vitest"
import { codearts, person } from "./codearts.ts"
import { homeWith } from "./home.ts"
import { testKeyring } from "./keyring.ts"

const secret = "canary-secret"

const files = {
  ".config/codearts/config.yaml":
    "current: work\nprofiles:\n  work: { region: ap-southeast-3, enterprise_id: t1 }\n",
  ".config/codearts/credentials.yaml": JSON.stringify({
    profiles: { work: { access_key: "AK", secret_key: secret } }
  })
}

const rowsOf = (stdout: string) =>
  stdout
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"))

describe("codearts config show", () => {
  it("says of each setting what it is, and with --origin where it is from", async () => {
    const home = homeWith(files)
    const { sent, status, stdout } = await codearts("config show --origin --endpoint https://x", {
      env: { ...home.env, HW_REGION_NAME: "cn-north-4" }
    })
    expect([status, sent]).toEqual([0, []])
    expect(rowsOf(stdout)).toEqual([
      ["profile", "work", "config.yaml"],
      ["enterprise-id", "t1", "profile work"],
      ["region", "cn-north-4", "HW_REGION_NAME"],
      ["endpoint", "https://x", "--endpoint"],
      ["credentials", "*** (access key, in plain text)", "profile work"]
    ])
    expect(stdout).not.toContain(secret)
  })

  it("is short without --origin, and has the same in JSON", async () => {
    const { stdout } = await codearts("config show -o json", homeWith(files))
    expect(JSON.parse(stdout)).toContainEqual({ setting: "region", value: "ap-southeast-3" })
  })

  it.each(["--columns setting,origin", "--sort-by origin"])(
    "says where each is from to who names that column, too: %s",
    async (flags) => {
      const { stdout } = await codearts(`config show ${flags} -o json`)
      const [row] = JSON.parse(stdout)
      expect(Object.keys(row)).toContain("origin")
      expect(stdout).toContain("CODEARTS_REGION")
    }
  )

  it("shows the credentials of the environment first, as the search does", async () => {
    const env = { ...homeWith(files).env, HUAWEICLOUD_SDK_AK: "AKENV", HUAWEICLOUD_SDK_SK: secret }
    const { stdout } = await codearts("config show --origin", { env })
    expect(rowsOf(stdout).at(-1)).toEqual(["credentials", "AKENV, ***", "HUAWEICLOUD_SDK_AK"])
    expect(stdout).not.toContain(secret)
  })

  it("has an empty value where nothing says one, and the host of the region by default", async () => {
    const { status, stdout } = await codearts("config show --origin", homeWith())
    expect(status).toBe(0)
    expect(rowsOf(stdout)).toEqual([
      ["profile", "", ""],
      ["enterprise-id", "", ""],
      ["region", "", ""],
      ["endpoint", "the region's host", "default"],
      ["credentials", "", ""]
    ])
  })

  it("is refused by a profile that is broken, as every command is: exit 2", async () => {
    const broken = { ".config/codearts/config.yaml": "profiles: []\n" }
    const { status, stderr } = await codearts("config show", homeWith(broken))
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(/^error: .*config\.yaml, line 1: profiles must be an object/u)
    ])
  })
})

describe("codearts configure", () => {
  const answers = ["ap-southeast-3", "t1", "", "AK", secret]

  it("asks for region, tenant, endpoint and key, says where each is found, and keeps them", async () => {
    const home = homeWith()
    const { keyring, kept } = testKeyring()
    const { asked, sent, status, stderr } = await codearts("configure --profile work", {
      ...home,
      keyring,
      terminal: person,
      typed: answers
    })
    expect([status, sent]).toEqual([0, []])
    expect(asked).toEqual([
      "Region [none]: ",
      "Enterprise id [none]: ",
      "Endpoint [none]: ",
      "Access key id [leave as it is]: ",
      "Secret access key (is not shown): "
    ])
    expect(stderr).toContain("Id of the account: in the console, My Credentials")
    expect(home.read("config.yaml")).toContain("region: ap-southeast-3")
    expect(home.read("config.yaml")).toContain("current: work")
    expect([...kept.values()]).toEqual([JSON.stringify({ access_key: "AK", secret_key: secret })])
  })

  it("asks again for what breaks a rule, and keeps what is there for an empty answer", async () => {
    const home = homeWith(files)
    const typed = ["a_b", "la-north-2", "", "http://far.example", "https://x.example", ""]
    const { asked, stderr } = await codearts("configure", { ...home, terminal: person, typed })
    expect(asked.slice(0, 3)).toEqual([
      "Region [ap-southeast-3]: ",
      "Region [ap-southeast-3]: ",
      "Enterprise id [t1]: "
    ])
    expect(stderr).toContain("must be 1 to 40 letters, digits or hyphens (-)")
    expect(stderr).toContain("must be https")
    const config = home.read("config.yaml")
    expect(config).toContain("enterprise_id: t1")
    expect(config).toContain("region: la-north-2")
    expect(config).toContain("endpoint: https://x.example")
    expect(home.read("credentials.yaml")).toBe(files[".config/codearts/credentials.yaml"])
  })

  it("changes nothing where an answer never fits", async () => {
    const home = homeWith(files)
    const { status } = await codearts("configure", { ...home, terminal: person, typed: "a b" })
    expect([status, home.read("config.yaml")]).toEqual([2, files[".config/codearts/config.yaml"]])
  })

  it("refuses at once where there is nobody to ask: exit 2", async () => {
    const { asked, status, stderr } = await codearts("configure", homeWith())
    expect([status, asked]).toEqual([2, []])
    expect(stderr).toContain("give them to codearts profile set")
  })
})

describe("codearts completion", () => {
  it.each(["bash", "zsh", "fish", "powershell"])(
    "prints a script for %s that has every noun",
    async (shell) => {
      const { status, stderr, stdout } = await codearts(`completion ${shell}`)
      expect([status, stderr]).toEqual([0, ""])
      for (const noun of ["vpcep", "access", "auth", "profile", "completion"])
        expect(stdout).toContain(noun)
      expect(stdout).not.toContain("--completions")
    }
  )

  it("knows no other shell: exit 2", async () => {
    const { status, stderr } = await codearts("completion csh")
    expect([status, stderr.split("\n")[0]]).toEqual([
      2,
      "error: <shell>: must be bash or zsh or fish or powershell"
    ])
  })
})
