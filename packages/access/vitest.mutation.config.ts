import { defineConfig } from "vitest/config"

/** The tests that a mutant must fail: always the same cases. */
export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // It makes mistakes of its own, in the text as it was written.
    exclude: ["test/guardMutations.test.ts"],
    env: { CODEARTS_PROPERTY_RUNS: "100", CODEARTS_PROPERTY_SEED: "1" },
    // As without mutants: no file leaves anything behind for the next one of its worker.
    isolate: false,
    // A mutant must not count as noticed because the machine was slow.
    testTimeout: 60_000
  }
})
