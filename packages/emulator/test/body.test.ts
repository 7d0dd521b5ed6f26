import { expect, it } from "vitest"
import { inWorld, keys, region, type Wanted } from "./world.ts"

const remove = (body: unknown, more: Partial<Wanted> = {}): Wanted => ({
  method: "DELETE",
  target: "/v2/vpceps",
  headers: { region },
  body,
  by: keys.owner,
  ...more
})

const good = '{"vpceps":[{"vpcep_id":"vp-0"}]}'

const hostile: ReadonlyArray<readonly [what: string, body: string | Uint8Array]> = [
  ["cut JSON", good.slice(0, -1)],
  ["text after the JSON", `${good}x`],
  ["a byte order mark", `\uFEFF${good}`],
  ["single quotes", "{'vpceps':[]}"],
  ["a comment", `${good}//`],
  ["a key twice", '{"vpceps":[],"vpceps":[{"vpcep_id":"vp-0"}]}'],
  ["a key twice, once with an escape", '{"vpceps":[],"vpcep\\u0073":[{"vpcep_id":"vp-0"}]}'],
  ["100,000 brackets", "[".repeat(100_000)],
  ["50,000 objects in each other", `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`],
  ["bytes that are not UTF-8", Buffer.from([0x22, 0xff, 0x22])]
]

for (const [what, body] of hostile) {
  it(
    `refuses ${what} with 400 UC.00011001, and deletes nothing`,
    inWorld(function* (world) {
      const reply = yield* world.send(remove(body))
      expect([reply.status, reply.body.error_code]).toEqual([400, "UC.00011001"])
      expect(yield* world.entries()).toHaveLength(5)
    })
  )
}

const surprising: ReadonlyArray<readonly [what: string, body: string]> = [
  ["__proto__ as a key", `{"__proto__":{"admin":true},${good.slice(1)}`],
  ["SQL in an id", `{"vpceps":[{"vpcep_id":"vp-0' OR '1'='1"}]}`],
  ["a wildcard in an id", '{"vpceps":[{"vpcep_id":"vp-%"}]}'],
  ["a number of 100,000 digits", `{"vpceps":${"9".repeat(100_000)}}`],
  ["20,000 items", `{"vpceps":[${'{"vpcep_id":"vp"},'.repeat(20_000)}{"vpcep_id":"vp"}]}`],
  ["an id as a list", '{"enterprise_id":["tenant-a"],"vpceps":[{"vpcep_id":"vp-0"}]}']
]

for (const [what, body] of surprising) {
  it(
    `refuses ${what} with 400 UC.00011002 in a short answer, and deletes nothing`,
    inWorld(function* (world) {
      const reply = yield* world.send(remove(body))
      expect([reply.status, reply.body.error_code]).toEqual([400, "UC.00011002"])
      expect(reply.text.length).toBeLessThan(2000)
      expect(yield* world.entries()).toHaveLength(5)
    })
  )
}

const types: ReadonlyArray<readonly [type: string, status: number]> = [
  ["application/json", 200],
  ["Application/JSON", 200],
  ["application/json;charset=utf8", 200],
  ["application/json; charset=UTF-8", 200],
  ['application/json; charset="utf-8"', 200],
  ["application/json; charset=utf-16", 415],
  ["application/json, text/html", 415],
  ["application/jsonx", 415],
  ["text/plain", 415],
  ["", 415]
]

for (const [type, status] of types) {
  it(
    `answers ${status} to a body of the type "${type}"`,
    inWorld(function* (world) {
      const reply = yield* world.send(remove(good, { headers: { region, "Content-Type": type } }))
      expect(reply.status).toBe(status)
      expect(yield* world.entries()).toHaveLength(status === 200 ? 4 : 5)
    })
  )
}

it(
  "answers 415 to a body that is packed",
  inWorld(function* (world) {
    const headers = { region, "Content-Encoding": "gzip" }
    const { body, status } = yield* world.send(remove(good, { headers }))
    expect([status, body.error_code]).toEqual([415, "UC.00011001"])
  })
)
