import { type Problem, problemsOf } from "@codearts/api"
import { Effect, Schema } from "effect"
import { EmulatorStartError } from "./EmulatorStartError.ts"
import { brokenRules } from "./seedRules.ts"
import { SeedTenant } from "./SeedTenant.ts"

/**
 * What a new store starts with. A tenant's owner is the user marked so, else its first one; the
 * scope of a token is the id of a project, or `domain` for a global one. It holds passwords and
 * secret keys in clear, so print none of it.
 */
export const Seed = Schema.Struct({ tenants: Schema.Array(SeedTenant) }).check(
  Schema.makeFilter(({ tenants }) => brokenRules(tenants))
)

/** What a new store starts with. */
export type Seed = typeof Seed.Type

const told = ({ field, rule }: Problem) => `${field || "the seed"}: ${rule}`

/** A seed with every rule checked; the error names each field that breaks one, and never a value. */
export const checkSeed = (seed: unknown) =>
  Schema.decodeUnknownEffect(Seed, { errors: "all", onExcessProperty: "error" })(seed).pipe(
    Effect.mapError(
      ({ issue }) =>
        new EmulatorStartError({
          reason: "InvalidSeed",
          message: ["The seed is invalid.", ...problemsOf(issue).map(told)].join("\n")
        })
    )
  )
