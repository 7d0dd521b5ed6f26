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
export const Seed = Schema.Struct({
  version: Schema.optionalKey(Schema.Literal(1)),
  tenants: Schema.Array(SeedTenant)
}).check(Schema.makeFilter(({ tenants }) => brokenRules(tenants)))

/** What a new store starts with. */
export type Seed = typeof Seed.Type

/** A broken rule of a seed, for a person. */
export const told = ({ field, rule }: Problem): string => `${field || "the seed"}: ${rule}`

const decode = Schema.decodeUnknownEffect(Seed, { errors: "all", onExcessProperty: "error" })

/** A seed with every rule checked, or the rules that are broken. */
export const decodeSeed = (seed: unknown) =>
  Effect.mapError(decode(seed), ({ issue }) => problemsOf(issue))

/** The error of a seed whose broken rules are told in lines. */
export const invalidSeed = (lines: ReadonlyArray<string>): EmulatorStartError =>
  new EmulatorStartError({
    reason: "InvalidSeed",
    message: ["The seed is invalid.", ...lines].join("\n")
  })

/** A seed with every rule checked; the error names each field that breaks one, and never a value. */
export const checkSeed = (seed: unknown) =>
  Effect.mapError(decodeSeed(seed), (problems) => invalidSeed(problems.map(told)))
