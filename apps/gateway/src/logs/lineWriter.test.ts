import { spawn } from "node:child_process"
import { once } from "node:events"
import { Writable } from "node:stream"
import { expect, it } from "vitest"
import { makeLineWriter } from "./lineWriter.ts"

it("drops and counts what a reader that stands still has no room for, and goes on when it reads", async () => {
  const taken: Array<string> = []
  let taking = false
  const waiting: Array<() => void> = []
  const still = new Writable({
    write: (piece, _, done) => {
      taken.push(String(piece))
      if (taking) done()
      else waiting.push(done)
    }
  })
  const { dropped, write } = makeLineWriter(() => still, 30)
  for (let line = 0; line < 10; line += 1) write(`line ${line}...\n`)
  expect([taken, dropped()]).toEqual([["line 0...\n"], 7])
  taking = true
  for (const done of waiting) done()
  await new Promise(setImmediate)
  write("after\n")
  expect([taken.at(-1), dropped()]).toEqual(["after\n", 7])
})

it("counts what is written once its reader has gone", () => {
  const gone = new Writable({ write: (_, __, done) => done(new Error("EPIPE")) })
  const { dropped, write } = makeLineWriter(() => gone)
  gone.destroy()
  write("line\n")
  expect(dropped()).toBe(1)
})

it("holds up no process whose standard error is a full pipe", async () => {
  const code = `
    const { processLog } = await import(${JSON.stringify(new URL("lineWriter.ts", import.meta.url).href)})
    for (let line = 0; line < 4000; line += 1) processLog.write("x".repeat(1000) + "\\n")
    process.stdout.write(String(processLog.dropped()))
    setTimeout(() => process.exit(0), 20)`
  // Nobody reads what it says on standard error.
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
    stdio: ["ignore", "pipe", "pipe"]
  })
  const told: Array<Buffer> = []
  child.stdout.on("data", (piece: Buffer) => told.push(piece))
  const [status] = await once(child, "exit")
  expect(status).toBe(0)
  expect(Number(Buffer.concat(told))).toBeGreaterThan(2000)
})
