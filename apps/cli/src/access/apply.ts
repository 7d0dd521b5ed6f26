import { Effect } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { show } from "../output.ts"
import { outputs } from "../outputs.ts"
import { report } from "../report.ts"
import { connection } from "../settings.ts"
import { askForCount, consent, requireConsent } from "../vpcep/consent.ts"
import { againOf, carryOut, requireAll, tryOut } from "./carryOut.ts"
import { openApproval, openPlan, openSnapshot } from "./documents.ts"
import { allowListFlag, openAllowList } from "./allowListFile.ts"
import { keyFlag, openOptionalKey } from "./keyFile.ts"
import { actingBy, profileFlag } from "../tenants/profiles.ts"
import { deletionColumns } from "./plan.ts"

/** `--evidence` */
export const evidenceFlag = Flag.String("evidence").pipe(
  Flag.withMetavar("directory"),
  Flag.withDescription(
    "Directory for the journal and the evidence; required; run again with it to go on"
  )
)

/** The columns of what became of each id. */
export const outcomeColumns = ["vpcep_id", "region", "enterprise_id", "outcome"] as const

const flags = {
  plan: Argument.String("plan").pipe(Argument.withDescription("File of the plan")),
  snapshot: Flag.String("snapshot").pipe(
    Flag.withDescription("File of the snapshot that the plan was made from; required")
  ),
  approval: Flag.String("approval").pipe(
    Flag.withDescription("File of an approval; may be repeated"),
    Flag.atLeast(0)
  ),
  "allow-list": allowListFlag,
  evidence: evidenceFlag,
  key: Flag.optional(keyFlag),
  profile: profileFlag,
  endpoint: connection.endpoint,
  ...consent,
  ...outputs([...outcomeColumns, "reason"])
}

/** `codearts access apply`: carries out a plan, from where it was left if it was. */
export const apply = Command.make(
  "apply",
  flags,
  Effect.fnUntraced(
    function* (given) {
      yield* requireConsent(given)
      const plan = yield* openPlan(given.plan)
      const { deletions } = plan.content
      const count = deletions.length
      const run = {
        allowList: yield* openAllowList(given["allow-list"]),
        plan,
        snapshot: yield* openSnapshot(given.snapshot),
        approvals: yield* Effect.forEach(given.approval, openApproval),
        evidence: given.evidence,
        endpoint: given.endpoint,
        signer: yield* openOptionalKey(given.key),
        again: againOf(given.key, given.profile)
      }
      if (given.dryRun) {
        yield* tryOut(run)
        return yield* show({ json: plan.content, columns: deletionColumns, rows: deletions }, given)
      }
      const outcomes = yield* carryOut(
        run,
        given.yes
          ? Effect.void
          : Effect.andThen(report(`${count} entries to delete`), askForCount(count))
      )
      yield* show(
        { json: outcomes, columns: outcomeColumns, rows: outcomes.map((each) => ({ ...each })) },
        given
      )
      return yield* requireAll(run, outcomes)
    },
    (effect, { profile }) => actingBy(profile)(effect)
  )
).pipe(
  Command.withShortDescription("Carry out a plan, and keep the evidence; it cannot be undone"),
  Command.withDescription(
    "Carry out a plan and keep the evidence. The lists are read again first, and a plan that no longer fits is refused. Where a run ends early, the same command goes on from its journal. --dry-run judges the plan in the same way, shows the requests with their signatures hidden, and deletes and writes nothing."
  ),
  Command.withExamples([
    {
      command:
        "codearts access apply plan.json --snapshot snapshot.json --evidence 2026-05 --dry-run",
      description: "Whether it may be carried out, and by which requests"
    },
    {
      command:
        "codearts access apply plan.json --snapshot snapshot.json --approval approval.json --evidence 2026-05 --yes",
      description: "Without asking, for scripts"
    }
  ])
)
