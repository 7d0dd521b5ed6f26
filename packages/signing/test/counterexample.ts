import * as fc from "fast-check"

/** `CODEARTS_PROPERTY_RUNS=100000` is the long profile. */
const numRuns = Number(process.env.CODEARTS_PROPERTY_RUNS ?? 300)

/** The seed that a failure printed makes its cases again. */
const seed = process.env.CODEARTS_PROPERTY_SEED

const parameters = seed === undefined ? { numRuns } : { numRuns, seed: Number(seed) }

/** What a test of one property may take, in milliseconds. */
export const testTimeout = 10_000 + numRuns * 10

/** The seed and the smallest case for which something does not hold; `undefined` where it always does. */
export const counterexample = <Made>(
  made: fc.Arbitrary<Made>,
  holds: (made: Made) => boolean
): string | undefined => fc.defaultReportMessage(fc.check(fc.property(made, holds), parameters))

/** The same for what is known later. */
export const laterCounterexample = async <Made>(
  made: fc.Arbitrary<Made>,
  holds: (made: Made) => Promise<boolean>
): Promise<string | undefined> =>
  fc.defaultReportMessage(await fc.check(fc.asyncProperty(made, holds), parameters))
