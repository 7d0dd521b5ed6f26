import { beginning, chunksLeft, makePlan, needsApproval, seal } from "@codearts/access"
import { Clock, Effect } from "effect"
import { Command, Flag } from "effect/cli"
import { show } from "../output.ts"
import { outputs } from "../outputs.ts"
import { report } from "../report.ts"
import { table } from "../table.ts"
import { askForCount, consent, requireConsent } from "../vpcep/consent.ts"
import { evidenceFlag, outcomeColumns } from "./apply.ts"
import { againOf, carryOut, requireAll } from "./carryOut.ts"
import { tool } from "./documents.ts"
import { allowListFlag, openAllowList } from "./allowListFile.ts"
import { keyFlag, openOptionalKey } from "./keyFile.ts"
import { asksOf, liveFlags, readLive } from "./live.ts"
import { actingBy } from "../tenants/profiles.ts"
import { deletionColumns, remarks } from "./plan.ts"
import { refused } from "./refused.ts"
import { showRequests } from "./showRequests.ts"

/** `codearts access prune`: a plan made and carried out at once, where no second person is needed. */
export const prune = Command.make(
  "prune",
  {
    "allow-list": allowListFlag,
    ...liveFlags,
    evidence: evidenceFlag,
    key: Flag.optional(keyFlag),
    ...consent,
    ...outputs([...outcomeColumns, "reason"])
  },
  Effect.fnUntraced(
    function* (given) {
      yield* requireConsent(given)
      const { endpoint, evidence } = given
      const allowList = yield* openAllowList(given["allow-list"])
      const signer = yield* openOptionalKey(given.key)
      const snapshot = seal(yield* readLive(yield* asksOf(given, allowList.list), endpoint), signer)
      const now = new Date(yield* Clock.currentTimeMillis)
      const made = yield* Effect.fromResult(
        makePlan({ allowList, snapshot, now, tool: tool() })
      ).pipe(Effect.mapError(refused))
      const { deletions } = made
      const said = remarks(made, needsApproval(allowList.list, made))
      const plan = seal(made, signer)
      if (given.dryRun || deletions.length === 0) {
        yield* report(said)
        yield* showRequests(chunksLeft(beginning(made)), { digest: plan.digest, endpoint })
        return yield* show({ json: made, columns: deletionColumns, rows: deletions }, given)
      }
      yield* report(`${said}\n\n${table(deletionColumns, deletions)}\n`)
      const again = againOf(given.key, given.profile)
      const run = { allowList, plan, snapshot, approvals: [], evidence, endpoint, signer, again }
      const consented = given.yes ? Effect.void : askForCount(deletions.length)
      const outcomes = yield* carryOut(run, consented)
      const rows = outcomes.map((each) => ({ ...each }))
      yield* show({ json: outcomes, columns: outcomeColumns, rows }, given)
      yield* requireAll(run, outcomes)
    },
    (effect, { profile }) => actingBy(profile)(effect)
  )
).pipe(
  Command.withShortDescription("Delete what is not allowed or has expired; it cannot be undone"),
  Command.withDescription(
    "Delete what is not allowed or has expired: snapshot, plan and apply in one, for deletions that need no second person. A guard that refuses one entry refuses the run."
  ),
  Command.withExamples([
    {
      command: "codearts access prune --all-regions --evidence today --dry-run",
      description: "Show what would be deleted, and why"
    },
    {
      command:
        "codearts access prune --enterprise-id 0a1b2c --enterprise-id 3d4e5f --evidence today",
      description: "Of two tenants, asked for the number of entries first"
    }
  ])
)
