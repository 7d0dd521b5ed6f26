import { expect, it } from "vitest"
import { inWorld, keys, type Reply, region, type Wanted } from "./world.ts"

const verdict = ({ body, status }: Reply) => `${status} ${body.error_code}`

/** Breaks every rule; each step after it mends the one that was refused. */
const everythingWrong: Wanted = {
  method: "PUT",
  target: "/v2/vpcep",
  headers: { "Content-Type": "text/plain", "X-Project-Id": "project-b" },
  body: Buffer.alloc(12 * 1_048_576 + 1, "[")
}

const vpceps = [{ vpcep_id: "vp-unknown" }]

const steps: ReadonlyArray<readonly [refused: string, mended: Partial<Wanted>]> = [
  ["404 APIGW.0101", { target: "/v2/vpceps" }],
  ["405 UC.00011006", { method: "DELETE" }],
  ["413 APIGW.0201", { body: "[" }],
  ["401 APIGW.0301", { by: "token-a-global" }],
  ["401 APIGW.0301", { by: "token-a-guest" }],
  ["415 UC.00011001", { headers: { "X-Project-Id": "project-b" } }],
  ["400 UC.00011001", { body: { enterprise_id: "tenant-b", vpceps } }],
  ["400 UC.00011002", { headers: { region: "la-north-2", "X-Project-Id": "project-b" } }],
  ["401 APIGW.0301", { headers: { region: "la-north-2" } }],
  ["401 APIGW.0307", { headers: { region } }],
  ["401 UC.00010002", { by: keys.admin }],
  ["401 UC.00011003", { body: { enterprise_id: "tenant-a", vpceps } }],
  ["404 UC.00011005", { body: { vpceps: [{ vpcep_id: "vp-0" }] } }]
]

it(
  "checks in this order, and answers the first check that fails",
  inWorld(function* (world) {
    let wanted = everythingWrong
    for (const [refused, mended] of steps) {
      expect(verdict(yield* world.send(wanted))).toBe(refused)
      wanted = { ...wanted, ...mended }
    }
    expect((yield* world.send(wanted)).body).toEqual({ status: "ok", total: 1 })
  })
)

it(
  "refuses a replay before it looks at the media type",
  inWorld(function* (world) {
    const withType = (type: string) =>
      world.send({
        method: "DELETE",
        target: "/v2/vpceps",
        headers: { region },
        unsigned: { "Content-Type": type },
        body: { vpceps: [{ vpcep_id: "vp-0" }] },
        by: keys.sdk
      })
    expect((yield* withType("application/json")).status).toBe(200)
    expect(verdict(yield* withType("text/plain"))).toBe("409 UC.00011022")
  })
)

it(
  "says what went wrong in the one shape that errors have",
  inWorld(function* (world) {
    const reply = yield* world.send({ target: "/v2/vpceps?enterprise_id=tenant-a", by: keys.admin })
    expect(reply.body).toEqual({
      error_code: "UC.00011002",
      error_msg: "Invalid parameter. region: is required",
      request_id: "0123456789abcdef0123456789abcdef"
    })
  })
)
