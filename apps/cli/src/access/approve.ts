import { approvalFault, makeApproval, seal, writeSealed } from "@codearts/access"
import { Clock, Effect } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { Refused } from "../errors.ts"
import { show } from "../output.ts"
import { outputs } from "../outputs.ts"
import { openPlan } from "./documents.ts"
import { allowListFlag, openAllowList } from "./allowListFile.ts"
import { writeText } from "./files.ts"
import { keyFlag, openKey } from "./keyFile.ts"
import { deletionColumns } from "./plan.ts"

/** `codearts access approve`: a second person's word for a plan. */
export const approve = Command.make(
  "approve",
  {
    plan: Argument.String("plan").pipe(Argument.withDescription("File of the plan")),
    "allow-list": allowListFlag,
    key: keyFlag.pipe(
      Flag.withDescription("PEM file of your own Ed25519 private key, to sign with; required")
    ),
    out: Flag.String("out").pipe(Flag.withDescription("File to write the approval to; required")),
    ...outputs(deletionColumns)
  },
  Effect.fnUntraced(function* (given) {
    const { list } = yield* openAllowList(given["allow-list"])
    const plan = yield* openPlan(given.plan)
    const signer = yield* openKey(given.key)
    const now = new Date(yield* Clock.currentTimeMillis)
    const approval = seal(makeApproval(plan, now), signer)
    const fault = approvalFault(list, plan, approval)
    if (fault !== undefined)
      return yield* new Refused({ message: `this approval would not count: ${fault}` })
    yield* writeText(given.out, writeSealed(approval))
    const { deletions } = plan.content
    yield* show({ json: plan.content, columns: deletionColumns, rows: deletions }, given)
  })
).pipe(
  Command.withDescription("Approve another person's plan by signing it, and show what it deletes"),
  Command.withExamples([
    {
      command: "codearts access approve plan.json --key me.pem --out approval.json",
      description: "With a key that the allow-list names as an approver's"
    }
  ])
)
