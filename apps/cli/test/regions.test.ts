import { regions } from "@codearts/api"
import { describe, expect, it } from "@effect/vitest"
import { codearts } from "./codearts.ts"
import { saying } from "./server.ts"

describe("codearts region list", () => {
  it("lists the vendor's table without a network, and where private access is offered", async () => {
    const { sent, status, stdout } = await codearts("region list --columns id,private_access")
    const rows = stdout.split("\n").slice(1)
    expect([status, sent, rows.length]).toEqual([0, [], regions.length])
    expect(rows).toContain("ap-southeast-3\tyes")
    expect(rows).toContain("af-north-1\tno")
    expect(rows).toContain("cn-north-4\tunknown")
  })

  it("can be asked which regions have a list to control", async () => {
    const line = ["region", "list", "-o", "ids", "--query", "[?private_access=='yes']"]
    expect((await codearts(line)).stdout).toBe("ap-southeast-3\nsa-brazil-1")
  })
})

describe("codearts project list", () => {
  it("lists the projects that the caller may see, each with its account", async () => {
    const { status, stderr, stdout } = await codearts("project list -o json")
    expect([status, stderr]).toEqual([0, ""])
    const { projects } = JSON.parse(stdout)
    expect(projects[0]).toMatchObject({ id: expect.any(String), domain_id: expect.any(String) })
    const ids = await codearts("project list -o ids")
    expect(ids.stdout.split("\n")).toEqual(projects.map(({ id }: { id: string }) => id))
  })

  it("asks for the project of a region", async () => {
    const { sent } = await codearts("project list --name ap-southeast-3")
    expect(sent.map(({ path }) => path)).toEqual(["/v3/projects?name=ap-southeast-3"])
  })

  it("is refused as any command is: exit 4", async () => {
    const refusal = { error: { code: 401, message: "The request is unauthorized." } }
    const { status, stdout } = await codearts("project list", { server: saying(401, refusal) })
    expect([status, stdout]).toEqual([4, ""])
  })
})
