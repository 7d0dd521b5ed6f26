import { makePlan, needsApproval, type Plan, seal, writeSealed } from "@codearts/access"
import { Clock, Effect } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { show } from "../output.ts"
import { outputs } from "../outputs.ts"
import { report } from "../report.ts"
import { openSnapshot, tool } from "./documents.ts"
import { allowListFlag, openAllowList } from "./allowListFile.ts"
import { writeText } from "./files.ts"
import { keyFlag, openOptionalKey } from "./keyFile.ts"
import { refused } from "./refused.ts"

/** The columns of what would go. */
export const deletionColumns = ["vpcep_id", "region", "reason", "enterprise_id"] as const

/** What a person should know of a plan beside its rows. */
export const remarks = ({ deletions, unguarded }: Plan, approval: boolean): string =>
  [
    deletions.length === 1 ? "1 entry to delete" : `${deletions.length} entries to delete`,
    ...(approval ? ["A second person must approve it: codearts access approve"] : []),
    ...unguarded.map(
      ({ enterprise_id, region }) =>
        `unguarded: no protected, own or required id is declared for ${enterprise_id} in ${region}`
    )
  ].join("\n")

/** `codearts access plan`: what would be deleted, and why. */
export const plan = Command.make(
  "plan",
  {
    snapshot: Argument.String("snapshot").pipe(
      Argument.withDescription("File of the snapshot to plan from")
    ),
    "allow-list": allowListFlag,
    key: Flag.optional(keyFlag),
    out: Flag.String("out").pipe(Flag.withDescription("File to write the plan to; required")),
    ...outputs(deletionColumns)
  },
  Effect.fnUntraced(function* (given) {
    const allowList = yield* openAllowList(given["allow-list"])
    const snapshot = yield* openSnapshot(given.snapshot)
    const signer = yield* openOptionalKey(given.key)
    const now = new Date(yield* Clock.currentTimeMillis)
    const made = yield* Effect.fromResult(
      makePlan({ allowList, snapshot, now, tool: tool() })
    ).pipe(Effect.mapError(refused))
    yield* writeText(given.out, writeSealed(seal(made, signer)))
    yield* show({ json: made, columns: deletionColumns, rows: made.deletions }, given)
    yield* report(remarks(made, needsApproval(allowList.list, made)))
  })
).pipe(
  Command.withShortDescription("Plan the deletion of what is not allowed or has expired"),
  Command.withDescription(
    "Plan the deletion of what is not allowed or has expired, bound to the snapshot it is made from. The guards judge it as a whole: one refusal refuses it all."
  ),
  Command.withExamples([
    {
      command: "codearts access plan snapshot.json --key me.pem --out plan.json",
      description: "A plan that a second person can approve"
    }
  ])
)
