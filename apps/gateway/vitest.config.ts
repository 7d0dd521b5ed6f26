import { configDefaults, defineProject } from "vitest/config"

/** `CODEARTS_LONG=1` is the long profile; without it, tests that take long or need a quiet machine are left out. */
const long = process.env.CODEARTS_LONG !== undefined

export default defineProject({
  test: {
    name: "gateway",
    isolate: false,
    exclude: [...configDefaults.exclude, ...(long ? [] : ["**/*.long.test.ts"])]
  }
})
