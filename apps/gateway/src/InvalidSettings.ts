import { type Problem, problemsOf } from "@codearts/api"
import { Data, Effect, Schema } from "effect"

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

/** A value that keeps every rule of a schema, or all the rules that it breaks. */
export const check = <A>(
  schema: Schema.Decoder<A>,
  value: unknown
): Effect.Effect<A, InvalidSettings> =>
  Effect.fromResult(
    Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error" })(value)
  ).pipe(Effect.mapError(({ issue }) => new InvalidSettings({ problems: problemsOf(issue) })))
