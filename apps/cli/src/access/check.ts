import { failing } from "@codearts/access"
import { Effect } from "effect"
import { Command } from "effect/cli"
import { Differs } from "../errors.ts"
import { allowListFlag, openAllowList } from "./allowListFile.ts"
import { asksOf, liveFlags, readLive } from "./live.ts"
import { actingBy } from "../tenants/profiles.ts"
import { reportFlags, reportOn } from "./reports.ts"

/** `codearts access check`: the lists against the allow-list, for CI. */
export const check = Command.make(
  "check",
  { "allow-list": allowListFlag, ...liveFlags, ...reportFlags },
  Effect.fnUntraced(
    function* (given) {
      const allowList = yield* openAllowList(given["allow-list"])
      const content = yield* readLive(yield* asksOf(given, allowList.list), given.endpoint)
      const findings = yield* reportOn(allowList, { content }, given)
      if (failing(findings).length > 0) return yield* new Differs()
    },
    (effect, { profile }) => actingBy(profile)(effect)
  )
).pipe(
  Command.withShortDescription("Check the lists against the allow-list, for CI"),
  Command.withDescription(
    "Check the lists against the allow-list: exit 0 when nothing is wrong, 3 with findings, 6 when a list could not be read whole. What is muted is shown and fails nothing."
  ),
  Command.withExamples([
    {
      command:
        "codearts access check --all-regions --report sarif=out.sarif --report junit=out.xml",
      description: "In CI, for every region of the allow-list"
    },
    {
      command: "codearts access check --profile asia --profile africa",
      description: "Two accounts, each profile with the enterprise_id and region it speaks for"
    },
    {
      command: "codearts access check --enterprise-id 0a1b2c --enterprise-id 3d4e5f",
      description:
        "Two tenants by the environment, with HUAWEICLOUD_SDK_AK_0a1b2c and so on for each"
    }
  ])
)
