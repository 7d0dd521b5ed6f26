import { describe, expect, it } from "@effect/vitest"
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { onTestFinished } from "vitest"
import { codearts, header, person, type Sent } from "./codearts.ts"
import { page, type Reply, server } from "./server.ts"

const tenantOf = ({ path }: Sent) =>
  new URL(path, "http://127.0.0.1").searchParams.get("enterprise_id") ?? ""

const refusal = (status: number, error_code: string): Reply => ({
  status,
  body: { error_code, error_msg: "No.", request_id: `r-${status}` }
})

/** Each tenant has an entry of its own; those whose name says so are refused. */
const tenants = server((request) => {
  const tenant = tenantOf(request)
  if (tenant.startsWith("denied")) return refusal(403, "APIGW.0302")
  if (tenant.startsWith("broken")) return refusal(400, "UC.00011002")
  return page([{ vpcep_id: `ep-of-${tenant}`, region: "r", creator: "owner" }])
})

const named = (...tenants: ReadonlyArray<string>) =>
  `vpcep list ${tenants.map((tenant) => `--enterprise-id ${tenant}`).join(" ")}`

describe("codearts vpcep list of several tenants", () => {
  it("lists them in the order named, each row with its tenant", async () => {
    const { status, stderr, stdout } = await codearts(named("b", "a", "b"), { server: tenants })
    expect([status, stderr]).toEqual([0, ""])
    expect(stdout.split("\n").map((line) => line.split("\t").slice(0, 3))).toEqual([
      ["vpcep_id", "region", "enterprise_id"],
      ["ep-of-b", "r", "b"],
      ["ep-of-a", "r", "a"]
    ])
  })

  it("tells as JSON what was read of each, and what was not", async () => {
    const { status, stdout } = await codearts(`${named("a", "denied")} -o json`, {
      server: tenants
    })
    expect([status, JSON.parse(stdout)]).toEqual([
      5,
      {
        lists: [
          {
            enterprise_id: "a",
            region: "ap-southeast-3",
            total: 1,
            vpceps: [{ vpcep_id: "ep-of-a", region: "r", creator: "owner" }]
          }
        ],
        failed: [{ enterprise_id: "denied", region: "ap-southeast-3", message: expect.any(String) }]
      }
    ])
  })

  it("shows the lists that could be read, and says of each other why not: exit 5", async () => {
    const { status, stderr, stdout } = await codearts(
      `${named("denied", "a", "broken", "b")} -o ids`,
      { server: tenants }
    )
    expect([status, stdout]).toEqual([5, "ep-of-a\nep-of-b"])
    expect(stderr).toContain("the list of denied through ap-southeast-3:\nerror: 403 APIGW.0302")
    expect(stderr).toContain("the list of broken through ap-southeast-3:\nerror: 400 UC.00011002")
    expect(stderr).toContain("error: 2 of 4 lists read")
    expect(stderr.split("\n").at(-1)).toBe("  more: codearts error explain KIT.0141")
  })

  it("fails as the first of them where none can be read", async () => {
    const { status, stderr, stdout } = await codearts(named("denied", "broken"), {
      server: tenants
    })
    expect([status, stdout]).toEqual([4, ""])
    expect(stderr.match(/^error: .*$/gmu)).toEqual([
      "error: 400 UC.00011002 No.",
      "error: 403 APIGW.0302 No."
    ])
  })

  it("tells a list that is not whole as one that could not be read", async () => {
    const shrinking = server((request) =>
      tenantOf(request) === "a" ? page([{ vpcep_id: "ep" }]) : page([], 1)
    )
    const { status, stderr, stdout } = await codearts(`${named("a", "b")} -o ids`, {
      server: shrinking
    })
    expect([status, stdout]).toEqual([5, "ep"])
    expect(stderr).toContain("incomplete")
  })

  it("counts on a terminal how many have been read, and never on stdout", async () => {
    const shown = await codearts(`${named("a", "b", "c")} -o ids`, {
      server: tenants,
      terminal: person
    })
    expect(shown.stderr.split("\n").slice(0, 3)).toEqual([
      "[######--------------] 1 of 3 lists read",
      "[#############-------] 2 of 3 lists read",
      "[####################] 3 of 3 lists read"
    ])
    expect(shown.stdout).toBe("ep-of-a\nep-of-b\nep-of-c")
    expect((await codearts(named("a", "b"), { server: tenants })).stderr).toBe("")
    expect((await codearts(named("a"), { server: tenants, terminal: person })).stderr).toBe("")
  })

  it("counts apart what could not be read", async () => {
    const { stderr } = await codearts(`${named("a", "denied", "c")} -o ids`, {
      server: tenants,
      terminal: person
    })
    expect(stderr.match(/^\[#+-*\] \d of 3 lists read.*$/gmu)?.at(-1)).toBe(
      "[####################] 2 of 3 lists read, 1 could not be"
    )
  })

  it("narrows and orders each list, and takes no page of several: exit 2", async () => {
    const { sent } = await codearts(`${named("a", "b")} --vpcep-ids x --sort desc`, {
      server: tenants
    })
    expect(sent.every(({ path }) => /vpcep_ids=x/u.test(path) && /sort=desc/u.test(path))).toBe(
      true
    )
    const page = await codearts(`${named("a", "b")} --limit 1`, { server: tenants })
    expect([page.status, page.sent]).toEqual([2, []])
    expect(page.stderr).toContain("--limit, --offset: a page is of one tenant's list")
  })

  it("asks by the profile that speaks for each", async () => {
    const home = mkdtempSync(join(tmpdir(), "codearts-"))
    onTestFinished(() => rmSync(home, { recursive: true }))
    const directory = join(home, ".config/codearts")
    mkdirSync(directory, { recursive: true })
    const profile = (name: string) =>
      `  ${name}: { enterprise_id: of-${name}, region: r-${name} }\n`
    const secret = (name: string) => `  ${name}: { access_key: KEY${name}, secret_key: secret }\n`
    const written = (file: string, lines: string) => {
      writeFileSync(join(directory, file), `profiles:\n${lines}`)
      chmodSync(join(directory, file), 0o600)
    }
    // The present profile is another one, whose region is not theirs.
    const present = "  C: { region: r-C }\ncurrent: C\n"
    written("config.yaml", profile("A") + profile("B") + present)
    written("credentials.yaml", secret("A") + secret("B"))
    const env = { HOME: home, CODEARTS_REGION: undefined, CODEARTS_ENTERPRISE_ID: undefined }
    const line = "vpcep list --profile A --profile B -o ids"
    const { sent, status, stdout } = await codearts(line, { env, server: tenants })
    expect([status, stdout]).toEqual([0, "ep-of-of-A\nep-of-of-B"])
    const askedBy = sent.map((each) => {
      const [, key] = /Access=(\w+)/u.exec(header(each, "authorization") ?? "") ?? []
      return `${tenantOf(each)} through ${header(each, "region")} with ${key}`
    })
    expect(new Set(askedBy)).toEqual(
      new Set(["of-A through r-A with KEYA", "of-B through r-B with KEYB"])
    )
    const regionOf = async (more: string, CODEARTS_REGION?: string) => {
      const asked = await codearts(`${line} ${more}`, {
        env: { ...env, CODEARTS_REGION },
        server: tenants
      })
      return [...new Set(asked.sent.map((each) => header(each, "region")))]
    }
    expect(await regionOf("--region flag", "variable")).toEqual(["flag"])
    expect(await regionOf("", "variable")).toEqual(["variable"])
    const own = await codearts("vpcep list --enterprise-id x", { env, server: tenants })
    expect(own.sent.map((each) => header(each, "region"))).toEqual(["r-C"])
  })
})
