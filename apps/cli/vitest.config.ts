import { configDefaults, defineProject } from "vitest/config"

/** `CODEARTS_LONG=1` is the long profile; without it, tests that take long are left out. */
const long = process.env["CODEARTS_LONG"] !== undefined

// Files that share a worker load effect once; none of them leaves anything behind.
export default defineProject({
  test: {
    name: "cli",
    isolate: false,
    exclude: [...configDefaults.exclude, ...(long ? [] : ["**/*.long.test.ts"])]
  }
})
