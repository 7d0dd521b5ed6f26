import { Effect } from "effect"
import { expect, it } from "vitest"
import { checkRuntime } from "./checkRuntime.ts"

const problemsOf = (versions: Parameters<typeof checkRuntime>[0]) =>
  checkRuntime(versions).pipe(
    Effect.as(""),
    Effect.catchTag("InvalidSettings", ({ message }) => Effect.succeed(message)),
    Effect.runSync
  )

it("runs on this Node, on the oldest that is safe, and on newer ones", () => {
  expect(problemsOf(process.versions)).toBe("")
  expect(problemsOf({ node: "22.23.0", sqlite: "3.51.3" })).toBe("")
  expect(problemsOf({ node: "24.1.0", sqlite: "3.100.0" })).toBe("")
})

it("refuses an older Node and an older SQLite, and says how old they may be", () => {
  expect(problemsOf({ node: "22.3.0", sqlite: "3.51.3" })).toBe(
    "node: must be 22.23.0 or newer, this is 22.3.0"
  )
  expect(problemsOf({ node: "22.23.0", sqlite: "3.50.4" })).toBe(
    "sqlite: must be 3.51.3 or newer, this is 3.50.4"
  )
})
