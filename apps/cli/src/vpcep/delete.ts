import { maximum, type VpceInfo, VpcepId } from "@codearts/api"
import { type Client, listAll, NoAnswer, OutcomeUnknown, UnreadableAnswer } from "@codearts/client"
import { Array as Arr, Console, Effect } from "effect"
import { Argument, Command } from "effect/cli"
import { columns } from "../columns.ts"
import { NotListed, PartlyDeleted } from "../errors.ts"
import { failureText } from "../failure.ts"
import { contractFlags } from "../flags.ts"
import { holdBack, isTokenExchange, showHeld } from "../heldBack.ts"
import { show } from "../output.ts"
import { type Outputs, outputs } from "../outputs.ts"
import { report } from "../report.ts"
import { connect, type Connection, connection } from "../settings.ts"
import { table } from "../table.ts"
import { Terminal } from "../Terminal.ts"
import { Transport } from "../Transport.ts"
import { askForCount, consent, requireConsent } from "./consent.ts"

const ids = Argument.String("vpcep-id").pipe(
  Argument.withDescription(`Id of a VPC endpoint to delete; 1 to ${maximum.vpcep_ids} of them`),
  Argument.withSchema(VpcepId),
  Argument.between(1, maximum.vpcep_ids) // they are looked up by their ids first
)

interface Target {
  readonly enterprise_id: string
  readonly region: string
  readonly vpcep_ids: Arr.NonEmptyReadonlyArray<string>
}

/** The entries named, as they are now. Deletion is all or nothing, so an id that is not there ends it here. */
const entriesNamed = Effect.fnUntraced(function* (client: Client, target: Target) {
  const { region, vpcep_ids } = target
  const { data } = yield* listAll(client, target)
  // What goes is decided by the command line, whatever else an answer holds.
  const entries = data.vpceps.filter(
    (entry) => vpcep_ids.includes(entry.vpcep_id) && (entry.region ?? region) === region
  )
  const absent = vpcep_ids.filter((id) => !entries.some(({ vpcep_id }) => vpcep_id === id))
  if (absent.length === 0) return entries
  return yield* new NotListed({
    message: `nothing was deleted; not in the list of ${region}: ${absent.join(", ")}`
  })
})

const preview = Effect.fnUntraced(function* (entries: ReadonlyArray<VpceInfo>) {
  const { stderrIsTerminal = false, width } = yield* Terminal
  const count = entries.length === 1 ? "1 entry" : `${entries.length} entries`
  const rows = table(columns.vpceps, entries, stderrIsTerminal ? width : undefined)
  yield* Console.error(`${count} to delete:\n\n${rows}\n`)
})

const interrupted = new OutcomeUnknown({
  cause: new NoAnswer({ request: "the deletion", reason: "interrupted", sent: true })
})

const otherStatus = (status: string) =>
  new OutcomeUnknown({
    cause: new UnreadableAnswer({
      status: 200,
      problems: [{ field: "status", rule: `is ${status}` }]
    })
  })

const deleteAll = Effect.fnUntraced(function* (client: Client, target: Target) {
  const { enterprise_id, region, vpcep_ids } = target
  const vpceps = Arr.map(vpcep_ids, (vpcep_id) => ({ vpcep_id }))
  const answer = yield* client
    .deleteVpcepAccessControlRecords({ enterprise_id, region, vpceps })
    .pipe(Effect.onInterrupt(() => report(failureText(interrupted))))
  const { status = "ok" } = answer
  if (status !== "ok") return yield* otherStatus(status)
  if (answer.total === vpceps.length) return answer
  return yield* new PartlyDeleted({ deleted: answer.total, asked: vpceps.length })
})

/** What would be deleted, and the request that would do it; no deletion can leave. */
const showDryRun = Effect.fnUntraced(function* (target: Target, given: Connection & Outputs) {
  const { enterprise_id } = target
  const back = yield* holdBack((sent) => sent.method !== "GET" && !isTokenExchange(sent))
  const client = yield* Effect.provideService(connect(given), Transport, back.transport)
  const vpceps = yield* entriesNamed(client, target)
  const request = yield* back.heldBy(deleteAll(client, target))
  yield* showHeld(request)
  const json = { data: { enterprise_id, vpceps }, total: vpceps.length, request }
  yield* show({ json, columns: columns.vpceps, rows: vpceps }, given)
})

/** `codearts vpcep delete`: shows what would go, asks, deletes all of it or none. */
export const remove = Command.make(
  "delete",
  {
    ids,
    // The list that is read first cannot do without the tenant, as a deletion could.
    ...contractFlags("listVpcepAccessControlRecords", ["enterprise_id"]),
    ...connection,
    ...consent,
    ...outputs([...columns.vpceps, "outcome"])
  },
  Effect.fnUntraced(function* (given) {
    yield* requireConsent(given)
    const { enterprise_id, region } = given
    const ids = given.ids as Arr.NonEmptyReadonlyArray<string> // one at least: Argument.between
    const target = { enterprise_id, region, vpcep_ids: Arr.dedupe(ids) }
    if (given.dryRun) return yield* showDryRun(target, given)
    const client = yield* connect(given)
    const vpceps = yield* entriesNamed(client, target)
    yield* preview(vpceps)
    if (!given.yes) yield* askForCount(vpceps.length)
    const json = yield* deleteAll(client, target)
    const rows = vpceps.map(({ vpcep_id }) => ({ vpcep_id, region, outcome: "deleted" }))
    yield* show({ json, columns: columns.deleted, rows }, given)
  })
).pipe(
  Command.withShortDescription("Delete VPC endpoints from a tenant's list; it cannot be undone"),
  Command.withDescription(
    "Delete VPC endpoints from a tenant's list: all that are named, or none. They are shown first, and their number is asked for. It cannot be undone: the API has no way to add one back. --dry-run sends nothing that changes: it lists what would go, and shows the request with its signature and tokens hidden."
  ),
  Command.withExamples([
    {
      command: "codearts vpcep delete 08b7c1d4-3a52-4c0e-9f16-2d7e5a90b3c1 --dry-run",
      description: "Show what would be deleted, and the request as it would be signed"
    },
    {
      command: "codearts vpcep delete 08b7c1d4-3a52-4c0e-9f16-2d7e5a90b3c1 --yes",
      description: "Delete without asking, for scripts"
    }
  ])
)
