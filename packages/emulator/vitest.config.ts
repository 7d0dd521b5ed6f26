import { configDefaults, defineProject } from "vitest/config"

/** `CODEARTS_LONG=1` is the long profile; without it, tests that take long or need a quiet machine are left out. */
const long = process.env.CODEARTS_LONG !== undefined

// Seeds hash passwords, stores start processes: on a busy machine both take their time.
export default defineProject({
  test: {
    name: "emulator",
    exclude: [...configDefaults.exclude, ...(long ? [] : ["**/*.long.test.ts"])],
    testTimeout: 30_000
  }
})
