import { expect, it } from "vitest"
import { inWorld, keys, region, type Wanted } from "./world.ts"

const read = (enterprise_id: string): Wanted => ({
  target: `/v2/vpceps?enterprise_id=${enterprise_id}`,
  headers: { region }
})

it(
  "lets the owner of an account and its tenant administrators in, and no one else",
  inWorld(function* (world) {
    expect((yield* world.send({ ...read("tenant-a"), by: keys.owner })).status).toBe(200)
    expect((yield* world.send({ ...read("tenant-a"), by: keys.admin })).status).toBe(200)
    const guest = yield* world.send({ ...read("tenant-a"), by: keys.guest })
    expect([guest.status, guest.body.error_code]).toEqual([401, "UC.00010002"])
    expect(guest.body.error_msg).toBe(
      "You do not have permissions. The role Tenant Administrator is needed"
    )
  })
)

it(
  "refuses another tenant's id and one that no tenant has in the same words",
  inWorld(function* (world) {
    const other = yield* world.send({ ...read("tenant-b"), by: keys.owner })
    const unknown = yield* world.send({ ...read("tenant-x"), by: keys.owner })
    expect([other.status, other.body.error_code]).toEqual([401, "UC.00011003"])
    expect(unknown.text).toBe(other.text)
  })
)

const withHeader = (name: string, value: string, by: Wanted["by"]): Wanted => ({
  target: "/v2/vpceps?enterprise_id=tenant-a",
  headers: { region, [name]: value },
  ...(by !== undefined && { by })
})

const verdicts: ReadonlyArray<readonly [wanted: Wanted, verdict: number | string]> = [
  [withHeader("X-Project-Id", "project-a", keys.admin), 200],
  [withHeader("X-Project-Id", "project-a-far", keys.admin), 200],
  [withHeader("X-Project-Id", "project-b", keys.admin), "APIGW.0301"],
  [withHeader("X-Project-Id", "project-x", keys.admin), "APIGW.0301"],
  [withHeader("X-Project-Id", "", keys.admin), "APIGW.0301"],
  [withHeader("X-Project-Id", "project-a", "token-a"), 200],
  [withHeader("X-Project-Id", "project-a-far", "token-a"), "APIGW.0301"],
  [withHeader("X-Domain-Id", "domain-a", keys.admin), 200],
  [withHeader("X-Domain-Id", "domain-b", keys.admin), "APIGW.0301"],
  [withHeader("X-Domain-Id", "tenant-a", "token-a"), "APIGW.0301"]
]

it(
  "takes the caller's own project and account ids, and no others",
  inWorld(function* (world) {
    for (const [wanted, verdict] of verdicts) {
      const { body, status } = yield* world.send(wanted)
      expect([wanted.headers, body.error_code ?? status]).toEqual([wanted.headers, verdict])
    }
  })
)

it(
  "takes a token in the region its project's name begins with",
  inWorld(function* (world) {
    expect((yield* world.send({ ...read("tenant-a"), by: "token-a-sub" })).status).toBe(200)
    const far = yield* world.send({ ...read("tenant-a"), by: "token-a-far" })
    expect([far.status, far.body.error_code]).toEqual([401, "APIGW.0307"])
    expect(far.body.error_msg).toBe(
      "The token must be updated. It is for la-north-2, the region is ap-southeast-3"
    )
  })
)

it(
  "shows a guest and a global token their projects, for which no role is needed",
  inWorld(function* (world) {
    const projects: Wanted = { target: "/v3/projects" }
    expect((yield* world.send({ ...projects, by: "token-a-guest" })).body.projects).toHaveLength(3)
    expect((yield* world.send({ ...projects, by: "token-a-global" })).body.projects).toHaveLength(3)
  })
)
