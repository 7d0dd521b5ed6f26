import { make, type Seed, serve } from "@codearts/emulator"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { onTestFinished } from "vitest"
// @boundaries-ignore PostgreSQL is started in one way here, and no package publishes it
import {
  installations,
  type Postgres,
  startPostgres
} from "../../../packages/emulator/test/postgres.ts"
import { inTest, keys } from "./gate.ts"
import { directory } from "./guarded.ts"

const main = join(import.meta.dirname, "../src/main.ts")

/** A PostgreSQL of one test. */
export const postgresOfTest = async (): Promise<Postgres> => {
  const [installation] = installations
  if (installation === undefined) throw new Error("there is no PostgreSQL for this machine")
  const server = await startPostgres(installation)
  onTestFinished(() => server.stop())
  return server
}

/** Who may use such gateways. */
export const replicaCaller = { accessKey: "ADMIN", secretKey: "secret-of-the-admin" }

/** A gateway that is a process of its own. */
export interface Replica {
  readonly port: number
  /** Ends it as a signal does; its exit status, where it had one. */
  readonly end: (signal: "SIGKILL" | "SIGTERM") => Promise<number | null>
}

/** An emulator with some entries, and what starts gateways in front of it that share their state. */
export const replicasOver = async (seed: Seed, more: Readonly<Record<string, unknown>>) => {
  const emulator = await inTest(make({ filename: ":memory:", seed }))
  const { url } = await inTest(serve(emulator, { host: "127.0.0.1", port: 0 }))
  const folder = directory()
  const config = join(folder, "gateway.json")
  writeFileSync(join(folder, "admin.secret"), replicaCaller.secretKey, { mode: 0o600 })
  const allow = [{ verbs: ["list", "delete"] }]
  const callers = [{ access_key: replicaCaller.accessKey, secret_key_file: "admin.secret", allow }]
  writeFileSync(config, JSON.stringify({ upstream: url, callers, ...more }))
  const env = {
    ...process.env,
    HUAWEICLOUD_SDK_AK: keys.upstream.accessKey,
    HUAWEICLOUD_SDK_SK: keys.upstream.secretKey
  }
  const startReplica = async (port = 0, host = "127.0.0.1"): Promise<Replica> => {
    const child = spawn(
      process.execPath,
      [main, "--config", config, "--port", String(port), "--host", host],
      {
        env,
        stdio: ["ignore", "pipe", "inherit"]
      }
    )
    onTestFinished(() => void child.kill("SIGKILL"))
    const exited = once(child, "exit")
    const [line] = await Promise.race([
      once(createInterface({ input: child.stdout }), "line"),
      exited
    ])
    const { port: taken } = new URL(/http:\S+/u.exec(String(line))?.[0] ?? "")
    return {
      port: Number(taken),
      end: async (signal) => {
        child.kill(signal)
        const [status] = await exited
        return status
      }
    }
  }
  return { url, startReplica }
}

/** How often each was told. */
export const counted = (told: ReadonlyArray<string>) =>
  Object.fromEntries([...Map.groupBy(told, (each) => each)].map(([key, of]) => [key, of.length]))
