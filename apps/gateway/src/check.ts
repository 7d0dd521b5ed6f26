import { problemsOf } from "@codearts/api"
import { Effect, Schema } from "effect"
import { InvalidSettings } from "./InvalidSettings.ts"
import { withKnownFields } from "./knownFields.ts"

/** A value that keeps every rule of a schema, or all the rules that it breaks. */
export const check = <A>(
  schema: Schema.Decoder<A>,
  value: unknown
): Effect.Effect<A, InvalidSettings> =>
  Effect.fromResult(
    Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error" })(value)
  ).pipe(
    Effect.mapError(
      ({ issue }) =>
        new InvalidSettings({ problems: problemsOf(issue).map(withKnownFields(schema.ast)) })
    )
  )
