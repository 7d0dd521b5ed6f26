import { spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { rolldown } from "rolldown"
import { directory } from "./world.ts"

// Bundled it starts in a third of the time, and is started many times.
const bundle = async (name: string, input: string): Promise<string> => {
  const file = join(directory, name)
  const build = await rolldown({ input: join(import.meta.dirname, input), platform: "node" })
  await build.write({ file, codeSplitting: false })
  return file
}

const script = await bundle("serveStore.js", "serveStore.ts")
await bundle("sqliteWorker.js", "../src/sqliteWorker.ts")
const env = { ...process.env, NODE_COMPILE_CACHE: join(directory, "compiled") }

/** An emulator in a process of its own. */
export interface Child {
  /** Where it listens, or why it does not; empty when it was killed before it could tell. */
  readonly said: Promise<string>
  readonly pid: number
  /** Ends it without a warning. */
  readonly kill: () => Promise<void>
}

/** Starts an emulator on a store; `prefix` is a command to run it under, a token asks for its admin API too. */
export const startChild = (
  store: string,
  prefix: ReadonlyArray<string> = [],
  ...token: ReadonlyArray<string>
): Child => {
  const [command = process.execPath, ...args] = [
    ...prefix,
    process.execPath,
    script,
    store,
    ...token
  ]
  const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "inherit"] })
  const ended = once(child, "exit")
  const line = once(createInterface({ input: child.stdout }), "line").then(([text]) => String(text))
  return {
    pid: child.pid ?? 0, // 0 only of a program that is not there
    said: Promise.race([line, ended.then(() => "")]),
    kill: async () => {
      child.kill("SIGKILL")
      await ended
    }
  }
}
