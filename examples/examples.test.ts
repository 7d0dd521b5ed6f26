import { execFile } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"
import { describe, expect, it } from "vitest"

const run = promisify(execFile)
const examples = readdirSync(import.meta.dirname).filter(
  (file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && file !== "vitest.config.ts"
)

/** What an example says it prints: its comments that follow a statement, or begin a line. */
const promised = (source: string) =>
  source.split("\n").flatMap((line) => /(?:^|[;)] )\/\/ (.*)$/u.exec(line)?.[1] ?? [])

describe("each example", () => {
  it.each(examples)("%s runs and prints what it says", async (file) => {
    const path = join(import.meta.dirname, file)
    const { stdout } = await run(process.execPath, [path], { timeout: 30_000 })
    for (const line of promised(readFileSync(path, "utf8"))) expect(stdout).toContain(line)
  })
})
