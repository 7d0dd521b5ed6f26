import { vi } from "vitest"

/** `CODEARTS_PROPERTY_RUNS=100000` is the long profile. */
const numRuns = Number(process.env.CODEARTS_PROPERTY_RUNS ?? 300)

/** The seed that a failure printed makes its cases again. */
const seed = process.env.CODEARTS_PROPERTY_SEED

/** How often a property is tried, one of whose cases costs as much as so many plain ones. */
export const runs = (cost = 1) => ({
  numRuns: Math.ceil(numRuns / cost),
  ...(seed !== undefined && { seed: Number(seed) })
})

/** Gives the properties of a file the time that so many cases take. */
export const allowTime = () => vi.setConfig({ testTimeout: 10_000 + numRuns * 10 })
