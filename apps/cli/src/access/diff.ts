import { changesAcross, changesBetween } from "@codearts/access"
import { RegionId } from "@codearts/api"
import { Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { Differs, Usage } from "../errors.ts"
import { output, show } from "../output.ts"
import { openSnapshot } from "./documents.ts"
import { asksOf, type LiveGiven, liveFlags, readLive } from "./live.ts"
import { actingBy } from "./profiles.ts"

const columns = ["change", "vpcep_id", "region", "enterprise_id", "fields"] as const

const file = (name: string, description: string) =>
  Argument.optional(Argument.String(name).pipe(Argument.withDescription(description)))

const live = (given: LiveGiven) =>
  Effect.flatMap(asksOf(given), (asks) => readLive(asks, given.endpoint))

/** The lists of a snapshot's own tenants, through the regions that it was read through. */
const liveAgain = Effect.fnUntraced(function* (given: LiveGiven, path: string) {
  const before = (yield* openSnapshot(path)).content
  return { before, after: yield* readLive(before.reads, given.endpoint) }
})

const twoSnapshots = Effect.fnUntraced(function* (one: string, other: string) {
  return {
    before: (yield* openSnapshot(one)).content,
    after: (yield* openSnapshot(other)).content
  }
})

/** `codearts access diff`: what became of a list, or how two regions differ. */
export const diff = Command.make(
  "diff",
  {
    before: file("before", "File of a snapshot"),
    after: file("after", "File of a later one; by default what the API answers now"),
    ...liveFlags,
    "with-region": Flag.optional(
      Flag.String("with-region").pipe(
        Flag.withSchema(RegionId),
        Flag.withDescription("Compare the entries of --region with those of this one")
      )
    ),
    output
  },
  Effect.fnUntraced(
    function* (given) {
      const { after, before, region } = given
      const other = given["with-region"]
      const changes = yield* Effect.gen(function* () {
        if (Option.isSome(other)) {
          if (Option.isNone(region))
            return yield* new Usage({ message: "--with-region: needs --region, too" })
          const lists = Option.isSome(before)
            ? (yield* openSnapshot(before.value)).content
            : yield* live(given)
          return changesAcross(lists, region.value, other.value)
        }
        if (Option.isNone(before))
          return yield* new Usage({ message: "<before> is required, or --with-region" })
        const pair = Option.isSome(after)
          ? yield* twoSnapshots(before.value, after.value)
          : yield* liveAgain(given, before.value)
        return changesBetween(pair.before, pair.after)
      })
      const rows = changes.map((each) => ({ ...each, fields: each.fields.join(" ") }))
      yield* show({ json: changes, columns, rows }, given.output)
      if (changes.length > 0) return yield* new Differs()
    },
    (effect, { profile }) => actingBy(profile)(effect)
  )
).pipe(
  Command.withShortDescription("Show what became of a list since a snapshot: exit 3 if anything"),
  Command.withDescription(
    "Show what became of a list since a snapshot, between two snapshots, or how the lists of two regions differ: exit 3 if they do. Against the allow-list: codearts access check."
  ),
  Command.withExamples([
    { command: "codearts access diff monday.json", description: "Since Monday" },
    { command: "codearts access diff monday.json friday.json", description: "Monday to Friday" },
    {
      command: "codearts access diff --region ap-southeast-3 --with-region la-north-2",
      description: "Two regions"
    }
  ])
)
