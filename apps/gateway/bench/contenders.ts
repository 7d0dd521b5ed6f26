import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync, writeFileSync } from "node:fs"
import { createServer, type AddressInfo } from "node:net"
import { join } from "node:path"
import { toolsEnvironment } from "./debian.ts"
import { keys } from "./keys.ts"
import { answering, passing } from "./nginx.ts"

/** A program that is measured. */
export interface Contender {
  readonly name: string
  readonly port: number
  readonly process: ChildProcess
  /** Of its memory, once it answered its first request. */
  readonly idleBytes: number
}

/** One core for the proxies, the other for what is around them; the same core where there is one. */
export const onCore = (core: 0 | 1): ReadonlyArray<string> => ["taskset", "-c", String(core)]

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo // it listens on a port
  server.close()
  return port
}

const start = (core: 0 | 1, ...[program, ...args]: [string, ...Array<string>]) => {
  const [command = "", ...pinned] = onCore(core)
  return spawn(command, [...pinned, program, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      ...toolsEnvironment,
      HUAWEICLOUD_SDK_AK: keys.upstream.accessKey,
      HUAWEICLOUD_SDK_SK: keys.upstream.secretKey
    }
  })
}

const answers = async (port: number): Promise<void> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const answered = await fetch(`http://127.0.0.1:${port}/v2/vpceps`).then(
      (response) => response.arrayBuffer(),
      () => undefined
    )
    if (answered !== undefined) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`nothing answers on port ${port}`)
}

const kibibyte = 1024

/** The memory of a process, in bytes. */
export const memoryOf = ({ pid }: ChildProcess): number =>
  kibibyte * Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1])

const microsecondsInTick = 10_000

/** The CPU time that a process has taken, in microseconds. */
export const cpuOf = ({ pid }: ChildProcess): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
  return (Number(fields[11]) + Number(fields[12])) * microsecondsInTick
}

const json = JSON.stringify({ total: 1, vpceps: [], status: "ok", padding: "x".repeat(960) })

/** The server behind all of them. */
export const startUpstream = async (nginx: string) => {
  const port = await freePort()
  const child = start(0, nginx, "-c", answering(port, json))
  await answers(port)
  return { port, process: child }
}

const settings = (port: number, upstreamPort: number) => `
port: ${port}
upstream: http://127.0.0.1:${upstreamPort}
callers:
  - access_key: ${keys.caller.accessKey}
    secret_key_file: caller.secret
    allow: [{ verbs: [list] }]
# Counted as any, and met by nobody.
limits:
  caller: { per_second: 1000000 }
  upstream: { per_second: 1000000 }
`

const gatewayArgs = (folder: string, port: number, upstreamPort: number) => {
  writeFileSync(join(folder, "caller.secret"), keys.caller.secretKey, { mode: 0o600 })
  const path = join(folder, "gateway.yaml")
  writeFileSync(path, settings(port, upstreamPort))
  return [join(import.meta.dirname, "../src/main.ts"), "--config", path]
}

/** Starts all that are measured, the gateway first. */
export const startContenders = async (
  nginx: string,
  folder: string,
  upstreamPort: number
): Promise<ReadonlyArray<Contender>> => {
  const peer = (name: string) => (port: number) =>
    [
      process.execPath,
      join(import.meta.dirname, "peer.ts"),
      name,
      String(port),
      String(upstreamPort)
    ] as const
  const commands: ReadonlyArray<
    readonly [string, (port: number) => readonly [string, ...ReadonlyArray<string>]]
  > = [
    ["codearts-gateway", (port) => [process.execPath, ...gatewayArgs(folder, port, upstreamPort)]],
    ["@fastify/http-proxy", peer("fastify")],
    ["http-proxy-3", peer("http-proxy-3")],
    ["node:http + undici dispatch", peer("dispatch")],
    ["the same, official signer", peer("official")],
    ["nginx", (port) => [nginx, "-c", passing(port, upstreamPort)]]
  ]
  const contenders: Array<Contender> = []
  for (const [name, command] of commands) {
    const port = await freePort()
    const [program, ...args] = command(port)
    const child = start(1, program, ...args)
    await answers(port)
    contenders.push({ name, port, process: child, idleBytes: memoryOf(child) })
  }
  return contenders
}
