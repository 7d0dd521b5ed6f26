import { defineConfig } from "vitest/config"

/** The tests that a mutant must fail: always the same cases, and none that wait for a server or a browser. */
export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    exclude: [
      "test/bundle.test.ts",
      "test/interceptor.test.ts",
      "test/signedFetch.test.ts",
      "test/web*.test.ts",
      "test/*.long.test.ts"
    ],
    env: { CODEARTS_PROPERTY_RUNS: "100", CODEARTS_PROPERTY_SEED: "1" },
    // A mutant must not count as noticed because the machine was slow.
    testTimeout: 60_000
  }
})
