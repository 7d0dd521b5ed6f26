import { withAllowed } from "@codearts/access"
import { EnterpriseId, RegionId, VpcepId } from "@codearts/api"
import { Effect } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { Usage } from "../errors.ts"
import { textFlag } from "../flags.ts"
import { present } from "../present.ts"
import { report } from "../report.ts"
import { allowListFlag } from "./allowListFile.ts"
import { readTextIfThere, writeText } from "./files.ts"

const line = (name: string, description: string) =>
  Flag.String(name).pipe(Flag.withDescription(description))

const noTenants = "version: 1\ntenants: []\n"

/** `codearts access allow`: an entry in the allow-list, its comments left as they are. */
export const allow = Command.make(
  "allow",
  {
    id: Argument.String("vpcep-id").pipe(
      Argument.withDescription("Id of the VPC endpoint"),
      Argument.withSchema(VpcepId)
    ),
    "enterprise-id": textFlag("enterprise-id", EnterpriseId, "Id of the tenant it may reach"),
    region: textFlag("region", RegionId, "Region it is in"),
    owner: line("owner", "Who answers for it; required"),
    reason: line("reason", "Why it may reach the tenant; required"),
    ticket: Flag.optional(line("ticket", "Where that was decided")),
    expires: line("expires", "The last day (UTC) on which it is allowed, or never; required"),
    "allow-list": allowListFlag
  },
  Effect.fnUntraced(function* (given) {
    const { expires, id: vpcep_id, owner, reason, region } = given
    const path = given["allow-list"]
    const allowed = { vpcep_id, owner, reason, ...present({ ticket: given.ticket }), expires }
    const place = { enterprise_id: given["enterprise-id"], region, allowed }
    const text = yield* readTextIfThere(path)
    const edited = yield* Effect.fromResult(withAllowed(text ?? noTenants, place)).pipe(
      Effect.mapError(
        ({ message }) =>
          new Usage({ message: `${path} is left as it was: ${message.replaceAll("\n", "; ")}` })
      )
    )
    yield* writeText(path, edited)
    yield* report(
      `${text === undefined ? "Begun: " : ""}${path} allows ${vpcep_id} for ${place.enterprise_id} in ${region}, ${expires === "never" ? "for good" : `until ${expires}`}`
    )
  })
).pipe(
  Command.withShortDescription("Add an entry to the allow-list, or say one anew"),
  Command.withDescription(
    "Add an entry to the allow-list, or say an allowed one anew, for example to extend it. Where there is no such file, it begins one. Comments stay; a change that would make the file invalid is not written."
  ),
  Command.withExamples([
    {
      command:
        "codearts access allow ep-1 --owner platform --reason build --ticket OPS-1 --expires 2027-01-31",
      description: "Until the end of January"
    }
  ])
)
