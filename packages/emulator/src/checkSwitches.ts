import { problemsOf } from "@codearts/api"
import { Effect, Schema } from "effect"
import { EmulatorStartError } from "./EmulatorStartError.ts"
import { strictSwitches, Switches } from "./switches.ts"

/** The switches with those that are not named strict; the error names each that breaks a rule. */
export const checkSwitches = (some: Partial<Switches>) =>
  Schema.decodeEffect(Switches, { errors: "all", onExcessProperty: "error" })({
    ...strictSwitches,
    ...some
  }).pipe(
    Effect.mapError(
      ({ issue }) =>
        new EmulatorStartError({
          reason: "InvalidSwitches",
          message: [
            "The switches are invalid.",
            ...problemsOf(issue).map(({ field, rule }) => `${field}: ${rule}`)
          ].join("\n")
        })
    )
  )
