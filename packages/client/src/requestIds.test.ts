import { Effect } from "effect"
import { expect, it } from "vitest"
import { enterprise_id, region } from "../test/callers.ts"
import { clientOf } from "../test/client.ts"
import { hurried } from "../test/run.ts"
import { httpServer, json } from "../test/server.ts"
import { withRequestIds } from "./requestIds.ts"

const list = { data: { vpceps: [] }, total: 0 }

it(
  "withRequestIds tells the id of every answer to its own effect, repeated attempts included",
  hurried(function* () {
    let answers = 0
    const { url } = yield* httpServer((response) => {
      answers += 1
      response.setHeader("x-request-id", `id-${answers}`)
      return answers === 1
        ? json(response, { error_code: "APIGW.0308", error_msg: "Later." }, 429)
        : json(response, list)
    })
    const client = yield* clientOf(url, { deadline: 600_000 })
    const listing = client.listVpcepAccessControlRecords({ enterprise_id, region })
    const [first, second] = [
      yield* withRequestIds(listing),
      yield* withRequestIds(Effect.andThen(listing, listing))
    ]
    expect(first.request_ids).toEqual(["id-1", "id-2"])
    expect(second.request_ids).toEqual(["id-3", "id-4"])
    expect(second.value.total).toBe(0)
  })
)
