import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { clientOf } from "../test/client.ts"
import { live } from "../test/run.ts"
import { httpServer, json } from "../test/server.ts"
import { listAcross } from "./listAcross.ts"

const regions = ["ap-southeast-3", "la-north-2"]
const enterprise_ids = ["tenant-a", "tenant-b"]

/** A server whose regions answer the entries of all, or their own alone; it tells how busy it was. */
const cloud = Effect.fnUntraced(function* (everywhere: boolean) {
  let underWay = 0
  let most = 0
  const { received, url } = yield* httpServer((response, { headers, target }) => {
    most = Math.max(most, (underWay += 1))
    const tenant = new URL(target, "http://localhost").searchParams.get("enterprise_id")
    const told = everywhere ? regions : regions.filter((region) => region === headers["region"])
    const vpceps = told.map((region) => ({ vpcep_id: `of-${tenant}`, region }))
    setTimeout(() => {
      underWay -= 1
      json(response, { data: { vpceps }, total: vpceps.length })
    }, 5)
  })
  return { client: yield* clientOf(url), received, most: () => most }
})

describe("listAcross", () => {
  for (const everywhere of [true, false]) {
    it(
      `tells each entry once, where a region answers ${everywhere ? "those of all" : "its own"}`,
      live(function* () {
        const { client, received } = yield* cloud(everywhere)
        const found = yield* listAcross(client, { enterprise_ids, regions })
        expect(
          found
            .map((entry) => `${entry.enterprise_id} ${entry.region} ${entry.vpcep_id}`)
            .toSorted()
        ).toEqual([
          "tenant-a ap-southeast-3 of-tenant-a",
          "tenant-a la-north-2 of-tenant-a",
          "tenant-b ap-southeast-3 of-tenant-b",
          "tenant-b la-north-2 of-tenant-b"
        ])
        expect(received).toHaveLength(4)
      })
    )
  }

  it(
    "has no more lists under way than it may",
    live(function* () {
      const { client, most } = yield* cloud(true)
      const many = Array.from({ length: 20 }, (_, index) => `tenant-${index}`)
      yield* listAcross(client, { enterprise_ids: many, regions, concurrency: 3 })
      expect(most()).toBe(3)
    })
  )

  it(
    "fails with the list that cannot be read",
    live(function* () {
      const { url } = yield* httpServer((response, { headers }) =>
        headers["region"] === "la-north-2"
          ? json(response, { error_code: "UC.00010002", error_msg: "No." }, 401)
          : json(response, { data: { vpceps: [] }, total: 0 })
      )
      const failure = yield* Effect.flip(
        listAcross(yield* clientOf(url), { enterprise_ids, regions })
      )
      expect(failure).toMatchObject({ _tag: "Unauthorized", error_code: "UC.00010002" })
    })
  )
})
