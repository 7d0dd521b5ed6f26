import { Schema } from "effect"
import type { Rate } from "./gcra.ts"
import type { Rates } from "./Limits.ts"

const PerSecond = Schema.Finite.check(
  Schema.makeFilter((value) => value > 0, { expected: "a number above 0" })
)

const Burst = Schema.Finite.check(
  Schema.makeFilter((value) => Number.isInteger(value) && value >= 1, {
    expected: "a whole number, 1 at least"
  })
)

const RateSettings = Schema.Struct({
  per_second: PerSecond,
  /** Twice what a second allows, and one at least, where it is not set. */
  burst: Schema.optionalKey(Burst)
})

const RateOrOff = Schema.Union([Schema.Literal("off"), RateSettings])

/** How often each caller, and all together, may call one upstream. */
export const LimitsSettings = Schema.Struct({
  caller: Schema.optionalKey(RateOrOff),
  upstream: Schema.optionalKey(RateOrOff),
  /** Whether an address that failed to sign with a key waits; on, where it is not set. */
  back_off: Schema.optionalKey(Schema.Literals(["on", "off"]))
})

/** The limits as they are set. */
export type LimitsSettings = typeof LimitsSettings.Type

const rateOf = (set: typeof RateOrOff.Type): Rate | undefined => {
  if (set === "off") return undefined
  const { per_second, burst = Math.max(1, Math.ceil(2 * per_second)) } = set
  return { per_second, burst }
}

/** What holds where nothing is set. */
export const defaultRates = {
  caller: { per_second: 50, burst: 100 },
  upstream: { per_second: 200, burst: 400 }
} as const satisfies Rates

/** The rates that are set, or the defaults. */
export const ratesOf = ({
  caller = defaultRates.caller,
  upstream = defaultRates.upstream
}: LimitsSettings = {}): Rates => ({ caller: rateOf(caller), upstream: rateOf(upstream) })
