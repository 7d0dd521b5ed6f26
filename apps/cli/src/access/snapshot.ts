import { coverage, seal, writeSealed } from "@codearts/access"
import { Console, Effect, Option } from "effect"
import { Command, Flag } from "effect/cli"
import { report } from "../report.ts"
import { openAllowListIfThere, optionalAllowListFlag } from "./allowListFile.ts"
import { writeText } from "./files.ts"
import { keyFlag, openOptionalKey } from "./keyFile.ts"
import { asksOf, liveFlags, readLive } from "./live.ts"
import { actingBy } from "../tenants/profiles.ts"

/** `codearts access snapshot`: the lists as they are, with the proof that they are whole. */
export const snapshot = Command.make(
  "snapshot",
  {
    ...liveFlags,
    "allow-list": optionalAllowListFlag,
    key: Flag.optional(keyFlag),
    out: Flag.optional(
      Flag.String("out").pipe(Flag.withDescription("File to write it to; stdout by default"))
    )
  },
  Effect.fnUntraced(
    function* (given) {
      const signer = yield* openOptionalKey(given.key)
      const list = yield* openAllowListIfThere(given["allow-list"])
      const taken = yield* readLive(yield* asksOf(given, list), given.endpoint)
      const sealed = seal(taken, signer)
      const text = writeSealed(sealed)
      yield* Option.match(given.out, {
        onNone: () => Console.log(text.trimEnd()),
        onSome: (out) => writeText(out, text)
      })
      const entries = taken.tenants.reduce((sum, each) => sum + each.entries.length, 0)
      yield* report(`${entries} entries, ${sealed.digest}\n${coverage}`)
    },
    (effect, { profile }) => actingBy(profile)(effect)
  )
).pipe(
  Command.withShortDescription("Keep the lists as they are, with the proof that they are whole"),
  Command.withDescription(
    "Keep the lists as they are, with the proof that they are whole: counts, times and request ids, canonical, hashed and, with --key, signed."
  ),
  Command.withExamples([
    {
      command: "codearts access snapshot --out snapshot.json --key me.pem",
      description: "A signed snapshot of one tenant"
    },
    {
      command:
        "codearts access snapshot --profile asia --profile africa --all-regions --out snapshot.json",
      description: "Of two accounts, through every region, in one file"
    }
  ])
)
