// Everything that must hold before a change lands: the static checks, then the tests. The last line counts both.
import { spawnSync } from "node:child_process"
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { evidence } from "./evidence/rows.ts"

const root = join(import.meta.dirname, "..")
const counts = join(root, ".local", "test-counts.json")
const summaries = join(root, ".turbo", "runs")
const staticChecks = ["format", "lint", "types", "effect", "boundaries", "unused", "fresh"]

const env = {
  ...process.env,
  CODEARTS_TEST_COUNTS: counts,
  TURBO_TELEMETRY_DISABLED: "1",
  XDG_CACHE_HOME: join(root, ".local", "cache"),
  XDG_CONFIG_HOME: join(root, ".local", "config"),
  XDG_DATA_HOME: join(root, ".local", "data"),
  XDG_STATE_HOME: join(root, ".local", "state")
}

const passes = (command: string, args: ReadonlyArray<string>): boolean =>
  spawnSync(command, args, { cwd: root, env, stdio: "inherit" }).status === 0

interface Summary {
  readonly tasks: ReadonlyArray<{
    readonly taskId: string
    readonly execution?: { readonly exitCode?: number }
  }>
}

/** The checks that failed, as turbo's summary of its run tells. */
const runStaticChecks = (): ReadonlyArray<string> => {
  rmSync(summaries, { recursive: true, force: true })
  const tasks = staticChecks.map((name) => `//#${name}`)
  const quiet = ["--output-logs=errors-only", "--summarize"]
  if (passes("turbo", ["run", ...tasks, "--continue", ...quiet])) return []
  const [file] = readdirSync(summaries)
  if (file === undefined) return staticChecks // turbo did not get as far as a summary
  const summary: Summary = JSON.parse(readFileSync(join(summaries, file), "utf8"))
  const green = summary.tasks.filter(({ execution }) => execution?.exitCode === 0)
  return staticChecks.filter((name) => !green.some(({ taskId }) => taskId === `//#${name}`))
}

const runTests = (args: ReadonlyArray<string>) => {
  rmSync(counts, { force: true })
  const green = passes("vitest", ["run", ...args])
  try {
    return { green, ...JSON.parse(readFileSync(counts, "utf8")) }
  } catch {
    return { green, passed: 0, failed: 1, skipped: 0, passedTests: [] } // vitest ended before it could count
  }
}

/** The proofs of the evidence page that did not pass in this very run; a part of the tests proves nothing. */
const unproven = (passedTests: ReadonlyArray<string>): ReadonlyArray<string> => {
  const passedNow = new Set(passedTests)
  return Object.values(evidence)
    .flat()
    .flatMap(({ tests: named = [] }) => named.map(({ file, title }) => `${file} > ${title}`))
    .filter((proof) => !passedNow.has(proof))
}

mkdirSync(join(root, ".local"), { recursive: true })
const failedChecks = runStaticChecks()
const only = process.argv.slice(2)
const tests = runTests(only)
const missing = only.length === 0 ? unproven(tests.passedTests) : []
const passed = staticChecks.length - failedChecks.length + tests.passed
const failedTests = tests.green ? tests.failed : Math.max(1, tests.failed)
const failed = failedChecks.length + failedTests + (missing.length > 0 ? 1 : 0)

if (missing.length > 0) {
  console.log(`\nproofs on docs/evidence.md that did not pass in this run:\n${missing.join("\n")}`)
}
if (failedChecks.length > 0) console.log(`\nfailed checks: ${failedChecks.join(", ")}`)
console.log(
  `\n${passed} passed, ${failed} failed${tests.skipped > 0 ? `, ${tests.skipped} skipped` : ""}`
)
process.exitCode = failed === 0 ? 0 : 1
