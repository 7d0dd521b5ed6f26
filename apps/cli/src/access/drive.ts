import { type Chunk, nextStep, outcomeCounts, type Plan, type Sealed } from "@codearts/access"
import { type Client, listAll, withDeletionPlan } from "@codearts/client"
import { Effect, Option } from "effect"
import { progressBar } from "../progressBar.ts"
import { deleteChunk } from "./deleteChunk.ts"
import type { OpenJournal } from "./journal.ts"
import { tenantClient } from "../tenants/tenantClient.ts"

/** A client for each tenant and region, made when it is first needed. */
export const clients = (endpoint: Option.Option<string>) => {
  const made = new Map<string, Client>()
  return Effect.fnUntraced(function* ({ enterprise_id, region }: Chunk) {
    const key = `${enterprise_id}/${region}`
    const known = made.get(key)
    if (known !== undefined) return known
    const fresh = yield* tenantClient(enterprise_id, { region, endpoint })
    made.set(key, fresh)
    return fresh
  })
}

/** By which plan something is deleted, and through what. */
export interface Planned {
  readonly digest: string
  readonly endpoint: Option.Option<string>
}

/** Deletes a chunk of a plan. What stands at an endpoint may be a gateway, which asks for the plan; the cloud does not. */
export const deletePlanned = (client: Client, chunk: Chunk, { digest, endpoint }: Planned) => {
  const deletion = deleteChunk(client, chunk)
  return Option.isSome(endpoint) ? withDeletionPlan(digest, deletion) : deletion
}

const presentOf = Effect.fnUntraced(function* (
  client: Client,
  { enterprise_id, region, vpcep_ids }: Chunk
) {
  const { data } = yield* listAll(client, { enterprise_id, region, vpcep_ids })
  return vpcep_ids.filter((id) =>
    data.vpceps.some((entry) => entry.vpcep_id === id && (entry.region ?? region) === region)
  )
})

const progress = Effect.fnUntraced(function* (journal: OpenJournal, total: number) {
  const { refused = 0, unknown = 0 } = outcomeCounts(journal.current().state)
  const done = total - refused - unknown
  yield* progressBar(done, total, `${done} of ${total} done`)
})

/**
 * Takes a plan as far as it goes, every step in the journal before it is taken. It ends where all is
 * done, where the API refuses, or where it cannot be told what is there.
 */
export const drive = Effect.fnUntraced(function* (
  journal: OpenJournal,
  { content, digest }: Sealed<Plan>,
  endpoint: Option.Option<string>
) {
  const total = content.deletions.length
  const clientOf = clients(endpoint)
  for (;;) {
    const next = nextStep(journal.current().state)
    if (next.step === "halt") return next.reason
    if (next.step === "finish") {
      yield* journal.record({ event: "finished" })
      return undefined
    }
    const { chunk, index } = next
    const client = yield* clientOf(chunk)
    if (next.step === "look") {
      const present = yield* presentOf(client, chunk)
      yield* journal.record({ event: "looked", chunk: index, present })
    } else {
      yield* journal.record({ event: "deleting", chunk: index, vpcep_ids: chunk.vpcep_ids })
      const answer = yield* deletePlanned(client, chunk, { digest, endpoint })
      yield* journal.record({ event: "answered", chunk: index, ...answer })
      yield* progress(journal, total)
    }
  }
})
