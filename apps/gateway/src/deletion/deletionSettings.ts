import { EnterpriseId } from "@codearts/api"
import { Schema } from "effect"
import { resolve } from "node:path"

const Path = Schema.String.check(Schema.isNonEmpty({ expected: "a path" }))

const GuardSettings = Schema.Struct({
  /** The file that people review; its ids and caps hold at once when it changes. */
  allow_list: Schema.optionalKey(Path),
  /** Directory of plans, their snapshots and approvals, as `codearts access` writes them. */
  plans: Schema.optionalKey(Path),
  /** The account of the upstream's key: whose list a deletion means that names none. */
  enterprise_id: Schema.optionalKey(EnterpriseId)
})

/** What is set about deletions. */
export const deletionFields = {
  guards: Schema.optionalKey(
    Schema.Union([Schema.Literal("off"), GuardSettings]).annotate({
      expected: "off, or any of allow_list, plans and enterprise_id"
    })
  ),
  /** Directory for the list as it was before each deletion. */
  snapshots: Schema.optionalKey(Path)
}

const Fields = Schema.Struct(deletionFields)

/** What is set about deletions; guards are on where nothing is said. */
export type DeletionSettings = typeof Fields.Type

/** The same, its paths found from a directory. */
export const deletionPathsFrom = (
  directory: string,
  { guards, snapshots }: DeletionSettings
): DeletionSettings => {
  const from = (path: string) => resolve(directory, path)
  return {
    ...(snapshots !== undefined && { snapshots: from(snapshots) }),
    ...(guards === "off" && { guards }),
    ...(guards !== undefined &&
      guards !== "off" && {
        guards: {
          ...guards,
          ...(guards.allow_list !== undefined && { allow_list: from(guards.allow_list) }),
          ...(guards.plans !== undefined && { plans: from(guards.plans) })
        }
      })
  }
}
