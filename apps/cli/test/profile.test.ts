import { describe, expect, it } from "@effect/vitest"
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { onTestFinished } from "vitest"
import { codearts, environment, header } from "./codearts.ts"
import { page, server } from "./server.ts"

const nothing = server(() => page([]))

/** The environment of a user whose settings are all in files. */
const withFiles = (config: object, credentials: object, mode = 0o600) => {
  const home = mkdtempSync(join(tmpdir(), "codearts-cli-home-"))
  onTestFinished(() => rmSync(home, { recursive: true }))
  const directory = join(home, ".config", "codearts")
  mkdirSync(directory, { recursive: true })
  // JSON is YAML.
  writeFileSync(join(directory, "config.yaml"), JSON.stringify(config))
  chmodSync(join(directory, "config.yaml"), mode)
  writeFileSync(join(directory, "credentials.yaml"), JSON.stringify(credentials), { mode: 0o600 })
  const unset = Object.fromEntries(Object.keys(environment).map((name) => [name, undefined]))
  return { ...unset, HOME: home }
}

const config = {
  current: "work",
  profiles: {
    work: {
      region: "la-north-2",
      endpoint: "https://work.example",
      enterprise_id: "work-tenant",
      project_id: "work-project"
    },
    other: { region: "cn-north-7", enterprise_id: "other-tenant" }
  }
}

const credentials = {
  profiles: {
    work: { access_key: "WORKKEY", secret_key: "canary-work" },
    other: { access_key: "OTHERKEY", secret_key: "canary-other" }
  }
}

const callBy = async (line: string, env: Readonly<Record<string, string | undefined>>) => {
  const { sent, stderr } = await codearts(line, { env, server: nothing })
  const [request] = sent
  if (request === undefined) throw new Error(`nothing was sent: ${stderr}`)
  return {
    origin: String(request.origin),
    tenant: new URL(request.path, "http://h").searchParams.get("enterprise_id"),
    region: header(request, "region"),
    project: header(request, "x-project-id"),
    access: /Access=(\w+)/u.exec(header(request, "authorization") ?? "")?.[1]
  }
}

const work = {
  origin: "https://work.example",
  tenant: "work-tenant",
  region: "la-north-2",
  project: "work-project",
  access: "WORKKEY"
}

describe("a profile", () => {
  it("is enough by itself: credentials, region, tenant, endpoint, project", async () => {
    expect(await callBy("vpcep list", withFiles(config, credentials))).toEqual(work)
  })

  it("is another where CODEARTS_PROFILE names it", async () => {
    const env = { ...withFiles(config, credentials), CODEARTS_PROFILE: "other" }
    expect(await callBy("vpcep list", env)).toMatchObject({
      origin: "https://codearts-devuc.cn-north-7.myhuaweicloud.com",
      tenant: "other-tenant",
      access: "OTHERKEY"
    })
  })

  it("comes after the environment, which comes after a flag", async () => {
    const files = withFiles(config, credentials)
    const env = { ...files, HW_REGION_NAME: "second", HW_ACCESS_KEY: "A", HW_SECRET_KEY: "s" }
    expect(await callBy("vpcep list --endpoint https://first.example", env)).toEqual({
      ...work,
      origin: "https://first.example",
      region: "second",
      project: undefined,
      access: "A"
    })
  })

  it("that others could have changed is refused before anything is sent", async () => {
    const env = withFiles(config, credentials, 0o666)
    const { sent, status, stderr } = await codearts("vpcep list", { env, server: nothing })
    expect([sent, status]).toEqual([[], 2])
    expect(stderr).toMatch(/^error: .*config\.yaml can be changed by other users/u)
  })

  it("that is named and not there is an error that says so", async () => {
    const env = { ...withFiles(config, credentials), CODEARTS_PROFILE: "none" }
    const { sent, status, stderr } = await codearts("vpcep list", { env, server: nothing })
    expect([sent, status]).toEqual([[], 2])
    expect(stderr).toMatch(/^error: no profile none in /u)
  })

  it("signs a request too, and shows no secret", async () => {
    const url = "https://h.example/v2/vpceps"
    const { stderr, stdout } = await codearts(["sign", "GET", url, "--explain"], {
      env: withFiles(config, credentials)
    })
    expect(stdout + stderr).toContain("WORKKEY")
    expect(stdout + stderr).not.toContain("canary")
  })
})
