import { listAll } from "@codearts/client"
import { Effect, Result } from "effect"
import { type Ask, listOf } from "../tenants/asks.ts"
import { readLists } from "../tenants/readLists.ts"
import { tenantClient } from "../tenants/tenantClient.ts"
import { columns } from "../columns.ts"
import { ReadInPart } from "../errors.ts"
import { failureText } from "../failure.ts"
import { show } from "../output.ts"
import { present } from "../present.ts"
import { report } from "../report.ts"
import type { ListGiven } from "./list.ts"

const read = Effect.fnUntraced(function* (ask: Ask, { endpoint, sort, vpcep_ids }: ListGiven) {
  const { enterprise_id, region } = ask
  const client = yield* tenantClient(enterprise_id, { region, endpoint })
  const answer = yield* listAll(client, { ...ask, ...present({ vpcep_ids, sort }) })
  const { vpceps } = answer.data
  return { enterprise_id, region, total: answer.total, vpceps }
})

/** Lists of several tenants; one that cannot be read is told, and does not hide the others. */
export const listMany = Effect.fnUntraced(function* (asks: ReadonlyArray<Ask>, given: ListGiven) {
  const results = yield* readLists(
    asks,
    (ask) => Effect.map(Effect.result(read(ask, given)), (result) => ({ ask, result })),
    ({ result }) => Result.isSuccess(result)
  )
  const lists = results.flatMap(({ result }) => (Result.isSuccess(result) ? [result.success] : []))
  const failed = results.flatMap(({ ask, result }) =>
    Result.isFailure(result) ? [{ ask, failure: result.failure }] : []
  )
  const [first, ...others] = lists.length === 0 ? failed : []
  yield* Effect.forEach(first === undefined ? failed : others, ({ ask, failure }) =>
    report(`${listOf(ask)}:\n${failureText(failure)}`)
  )
  if (first !== undefined) {
    yield* report(`${listOf(first.ask)}:`)
    return yield* Effect.fail(first.failure)
  }
  const rows = lists.flatMap(({ enterprise_id, vpceps }) =>
    vpceps.map((entry) => ({ ...entry, enterprise_id }))
  )
  const unread = failed.map(({ ask, failure }) => ({ ...ask, message: failure.message }))
  yield* show({ json: { lists, failed: unread }, columns: columns.tenantVpceps, rows }, given)
  if (failed.length > 0) return yield* new ReadInPart({ read: lists.length, asked: asks.length })
})
