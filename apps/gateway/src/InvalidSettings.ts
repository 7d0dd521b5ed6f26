import type { Problem } from "@codearts/api"
import { Data } from "effect"

/** Something in the settings that the gateway will not start with. */
export class InvalidSettings extends Data.TaggedError("InvalidSettings")<{
  /** A field each, and the rule it breaks; never its value. */
  readonly problems: ReadonlyArray<Problem>
}> {
  override get message() {
    return this.problems
      .map(({ field, rule }) => (field === "" ? rule : `${field}: ${rule}`))
      .join("\n")
  }
}

/** One setting that is wrong. */
export const invalid = (field: string, rule: string): InvalidSettings =>
  new InvalidSettings({ problems: [{ field, rule }] })

/** The same problems, their fields under other names. */
export const renamed = ({ problems }: InvalidSettings, name: (field: string) => string) =>
  new InvalidSettings({
    problems: problems.map(({ field, rule }) => ({ field: name(field), rule }))
  })
