import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    projects: ["packages/*", "apps/*", "examples", "tools"],
    reporters: ["default", "./tools/countReporter.ts"],
    // What a passing test prints tells nobody anything.
    silent: "passed-only"
  }
})
