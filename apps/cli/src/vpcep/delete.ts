import { type VpceInfo, VpcepId } from "@codearts/api"
import { type Client, listAll } from "@codearts/client"
import { Console, Effect } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { NotListed, Refused } from "../errors.ts"
import { contractFlags } from "../flags.ts"
import { output, show } from "../output.ts"
import { columns } from "../presentation.ts"
import { connect, connection } from "../settings.ts"
import { table } from "../table.ts"
import { Terminal } from "../Terminal.ts"

const ids = Argument.String("vpcep-id").pipe(
  Argument.withDescription("Id of a VPC endpoint to delete; up to 30, each once"),
  Argument.withSchema(VpcepId),
  Argument.between(1, 30)
)

const yes = Flag.Boolean("yes").pipe(
  Flag.withAlias("y"),
  Flag.withDescription("Delete without asking; needed where there is no terminal"),
  Flag.withDefault(false)
)

const dryRun = Flag.Boolean("dry-run").pipe(
  Flag.withDescription("Show what would go, and delete nothing"),
  Flag.withDefault(false)
)

const consentPossible = (given: { readonly yes: boolean; readonly dryRun: boolean }) =>
  Effect.gen(function* () {
    const { stdinIsTerminal } = yield* Terminal
    if (given.yes || given.dryRun || stdinIsTerminal) return
    return yield* new Refused({
      message:
        "deletion asks first, and there is no terminal to ask on: add --yes, or --dry-run to see what would go"
    })
  })

interface Target {
  readonly enterprise_id: string
  readonly region: string
  readonly vpcep_ids: ReadonlyArray<string>
}

/** The entries that are about to go. Deletion is all or nothing, so an id that is not there ends it here. */
const entriesToDelete = (client: Client, { enterprise_id, region, vpcep_ids }: Target) =>
  Effect.gen(function* () {
    const { data } = yield* listAll(client, { enterprise_id, region, vpcep_ids })
    const entries = data.vpceps.filter((entry) => (entry.region ?? region) === region)
    const absent = vpcep_ids.filter((id) => !entries.some(({ vpcep_id }) => vpcep_id === id))
    if (absent.length > 0) {
      return yield* new NotListed({
        message: `not on the list of ${region}: ${absent.join(", ")}; nothing was deleted`
      })
    }
    return entries
  })

const askFor = (count: number) =>
  Effect.gen(function* () {
    const { ask } = yield* Terminal
    const typed = yield* ask(
      `This cannot be undone. To delete, type the number of entries (${count}): `
    )
    if (typed.trim() !== String(count)) {
      return yield* new Refused({ message: "not confirmed; nothing was deleted" })
    }
  })

const preview = (entries: ReadonlyArray<VpceInfo>) =>
  Console.error(
    `${entries.length === 1 ? "This entry" : `These ${entries.length} entries`} would go:\n\n${table(columns.vpceps, entries)}\n`
  )

/** `codearts vpcep delete`: shows what would go, asks, deletes all of it or none. */
export const remove = Command.make(
  "delete",
  {
    ids,
    ...contractFlags("listVpcepAccessControlRecords", ["enterprise_id"]),
    ...connection,
    yes,
    dryRun,
    output
  },
  Effect.fnUntraced(function* (given) {
    yield* consentPossible(given)
    const { client, region } = yield* connect(given)
    const target = {
      enterprise_id: given.enterprise_id,
      region,
      vpcep_ids: [...new Set(given.ids)]
    }
    const entries = yield* entriesToDelete(client, target)
    yield* preview(entries)
    if (given.dryRun) return
    if (!given.yes) yield* askFor(entries.length)
    const answer = yield* client.deleteVpcepAccessControlRecords({
      enterprise_id: given.enterprise_id,
      region,
      vpceps: entries.map(({ vpcep_id }) => ({ vpcep_id }))
    })
    const rows = entries.map(({ vpcep_id }) => ({ vpcep_id, region, outcome: "deleted" }))
    yield* show({ json: answer, columns: columns.deleted, rows }, given.output)
  })
).pipe(
  Command.withDescription(
    "Delete VPC endpoints from a tenant's list, all of those named or none. It cannot be undone: the API has no way to add one back."
  ),
  Command.withExamples([
    {
      command: "codearts vpcep delete 1234bfa39r7pg09la8msyu8vq004a1234 --dry-run",
      description: "Show what would go"
    },
    {
      command: "codearts vpcep delete 1234bfa39r7pg09la8msyu8vq004a1234 --yes",
      description: "Delete without asking, for scripts"
    }
  ])
)
