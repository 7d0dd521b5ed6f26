import { type Change, changesAcross, changesBetween, type Snapshot } from "@codearts/access"
import { EnterpriseId, RegionId } from "@codearts/api"
import { Config, Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { Differs, Usage } from "../errors.ts"
import { standInsOf } from "../flags.ts"
import { show } from "../output.ts"
import { outputs } from "../outputs.ts"
import { openSnapshot } from "./documents.ts"
import { openAllowListIfThere, optionalAllowListFlag } from "./allowListFile.ts"
import { asksOf, liveFlags, readLive } from "./live.ts"
import { actingBy } from "../tenants/profiles.ts"

const columns = ["change", "vpcep_id", "region", "enterprise_id", "fields"] as const

const file = (name: string, description: string) =>
  Argument.optional(Argument.String(name).pipe(Argument.withDescription(description)))

const { "all-regions": _, ...sources } = liveFlags

/** `--region` as it was given, and what else would stand in for it: only the first narrows a comparison. */
const regionFlag = Flag.optional(
  standInsOf("region").reduce(
    (flag, name) =>
      Flag.withFallbackConfig(
        flag,
        Config.map(Config.schema(RegionId, name), (region) => ({ region, given: false }))
      ),
    Flag.String("region").pipe(
      Flag.withDescription(
        "Compare the entries of this region alone; with --with-region, which of the two, else CODEARTS_REGION and so on"
      ),
      Flag.withSchema(RegionId),
      Flag.map((region) => ({ region, given: true }))
    )
  )
)

const flags = {
  before: file("before", "File of a snapshot"),
  after: file("after", "File of a later one; by default what the API answers now"),
  ...sources,
  "enterprise-id": Flag.String("enterprise-id").pipe(
    Flag.withSchema(EnterpriseId),
    Flag.withDescription("Id of a tenant whose list alone is compared; may be repeated"),
    Flag.atLeast(0)
  ),
  region: regionFlag,
  "with-region": Flag.optional(
    Flag.String("with-region").pipe(
      Flag.withSchema(RegionId),
      Flag.withDescription("Compare the entries of --region with those of this one")
    )
  ),
  "allow-list": optionalAllowListFlag,
  ...outputs(columns)
}

type Given = Command.Command.Config.Infer<typeof flags>

/** What a snapshot has of the tenants that were asked for; all of it where none was. */
const narrowed = Effect.fnUntraced(function* (snapshot: Snapshot, given: Given) {
  const asked = given["enterprise-id"]
  const stranger = asked.find((id) => !snapshot.reads.some((read) => read.enterprise_id === id))
  if (stranger !== undefined)
    return yield* new Usage({ message: `--enterprise-id: the snapshot has no list of ${stranger}` })
  const isAsked = ({ enterprise_id }: { readonly enterprise_id: string }) =>
    asked.length === 0 || asked.includes(enterprise_id)
  return {
    ...snapshot,
    reads: snapshot.reads.filter(isAsked),
    tenants: snapshot.tenants.filter(isAsked)
  }
})

const acrossRegions = Effect.fnUntraced(function* (given: Given, other: string) {
  const { after, before, endpoint } = given
  if (Option.isSome(after))
    return yield* new Usage({
      message: "--with-region: compares two regions of one list; give one snapshot at most"
    })
  const region = Option.map(given.region, (found) => found.region)
  if (Option.isNone(region))
    return yield* new Usage({ message: "--with-region: needs --region, too" })
  const live = Effect.gen(function* () {
    const list = yield* openAllowListIfThere(given["allow-list"])
    return yield* readLive(
      yield* asksOf({ ...given, region, "all-regions": false }, list),
      endpoint
    )
  })
  const lists = Option.isSome(before)
    ? yield* narrowed((yield* openSnapshot(before.value)).content, given)
    : yield* live
  return changesAcross(lists, region.value, other)
})

/** Where nothing is in a region, nothing changed there either, and a region misspelled would look clean. */
const inRegion = Effect.fnUntraced(function* (
  changes: ReadonlyArray<Change>,
  lists: ReadonlyArray<Snapshot>,
  { region }: Given
) {
  if (Option.isNone(region) || !region.value.given) return changes
  const name = region.value.region
  const named = lists.flatMap(({ reads, tenants }) => [
    ...reads,
    ...tenants.flatMap(({ entries }) => entries)
  ])
  if (!named.some((each) => each.region === name))
    return yield* new Usage({ message: `--region: neither list has anything of ${name}` })
  return changes.filter((change) => change.region === name)
})

const sinceSnapshot = Effect.fnUntraced(function* (given: Given, path: string) {
  const before = yield* narrowed((yield* openSnapshot(path)).content, given)
  const after = Option.isSome(given.after)
    ? yield* narrowed((yield* openSnapshot(given.after.value)).content, given)
    : yield* readLive(before.reads, given.endpoint)
  return yield* inRegion(changesBetween(before, after), [before, after], given)
})

const changesOf = Effect.fnUntraced(function* (given: Given) {
  const { before } = given
  const other = given["with-region"]
  if (Option.isSome(before) && Option.isSome(given["allow-list"]))
    return yield* new Usage({
      message: "--allow-list: the snapshot says whose lists are compared; name it or the other"
    })
  if (Option.isSome(other)) return yield* acrossRegions(given, other.value)
  if (Option.isSome(before)) return yield* sinceSnapshot(given, before.value)
  return yield* new Usage({ message: "<before> is required, or --with-region" })
})

/** `codearts access diff`: what became of a list, or how two regions differ. */
export const diff = Command.make(
  "diff",
  flags,
  Effect.fnUntraced(
    function* (given) {
      const changes = yield* changesOf(given)
      const rows = changes.map((each) => ({ ...each, fields: each.fields.join(" ") }))
      yield* show({ json: changes, columns, rows }, given)
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
      command: "codearts access diff monday.json --region la-north-2 --enterprise-id 0a1b2c",
      description: "Since Monday, of one region of one tenant"
    },
    {
      command: "codearts access diff --region ap-southeast-3 --with-region la-north-2",
      description: "Two regions"
    }
  ])
)
