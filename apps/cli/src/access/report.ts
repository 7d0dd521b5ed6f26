import { incompleteness } from "@codearts/access"
import { IncompleteListing } from "@codearts/client"
import { Effect } from "effect"
import { Argument, Command } from "effect/cli"
import { openSnapshot } from "./documents.ts"
import { allowListFlag, openAllowList } from "./allowListFile.ts"
import { reportFlags, reportOn } from "./reports.ts"

/** `codearts access report`: what `check` would say of a snapshot, without a network. */
export const report = Command.make(
  "report",
  {
    snapshot: Argument.String("snapshot").pipe(Argument.withDescription("File of a snapshot")),
    "allow-list": allowListFlag,
    ...reportFlags
  },
  Effect.fnUntraced(function* (given) {
    const allowList = yield* openAllowList(given["allow-list"])
    const snapshot = yield* openSnapshot(given.snapshot)
    const { content } = snapshot
    const reason = incompleteness(content)
    if (reason !== undefined) {
      const entries = content.tenants.flatMap((tenant) => tenant.entries)
      const total = content.reads.reduce((sum, each) => sum + each.total, 0)
      return yield* new IncompleteListing({ reason, entries, total })
    }
    yield* reportOn(allowList, snapshot, given)
  })
).pipe(
  Command.withDescription("Report on a snapshot, without a network; it judges and fails nothing"),
  Command.withExamples([
    {
      command: "codearts access report snapshot.json --report markdown=access.md",
      description: "A page for people"
    }
  ])
)
