import { Effect } from "effect"
import { expect, it } from "vitest"
import { enterprise_id, region } from "../test/callers.ts"
import { clientOf } from "../test/client.ts"
import { hurried } from "../test/run.ts"
import { httpServer, json } from "../test/server.ts"
import { withDeletionPlan } from "./deletionPlan.ts"

const plan = `sha256:${"0".repeat(64)}`

it(
  "withDeletionPlan names the plan in the deletions of its own effect, signed, and in no read",
  hurried(function* () {
    const heard: Array<unknown> = []
    const { url } = yield* httpServer((response, request) => {
      const { authorization = "", "x-codearts-plan": named } = request.headers
      heard.push([request.method, named, authorization.includes("x-codearts-plan")])
      json(response, { data: { vpceps: [] }, total: request.method === "DELETE" ? 1 : 0 })
    })
    const client = yield* clientOf(url)
    const deletion = client.deleteVpcepAccessControlRecords({
      enterprise_id,
      region,
      vpceps: [{ vpcep_id: "ep-1" }]
    })
    const listing = client.listVpcepAccessControlRecords({ enterprise_id, region })
    yield* withDeletionPlan(plan, Effect.andThen(listing, deletion))
    yield* deletion
    expect(heard).toEqual([
      ["GET", undefined, false],
      ["DELETE", plan, true],
      ["DELETE", undefined, false]
    ])
  })
)
