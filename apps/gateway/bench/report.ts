// Measures the gateway beside proxies that only pass on, and writes docs/benchmarks-gateway.md.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { cpus, loadavg, platform, release, tmpdir } from "node:os"
import { join } from "node:path"
import {
  type Contender,
  cpuOf,
  memoryOf,
  onCore,
  startContenders,
  startUpstream
} from "./contenders.ts"
import { fetchTools } from "./debian.ts"
import { load, type Seen } from "./load.ts"

const rounds = 5
const connectionCounts = [32, 128]
const seconds = Number(process.env["CODEARTS_BENCH_SECONDS"] ?? 2)
const memoryMinutes = Number(process.env["CODEARTS_BENCH_MEMORY_MINUTES"] ?? 0)

interface Measured extends Seen {
  /** Microseconds a request. */
  readonly cpu: number
}

const { nginx, wrk } = fetchTools()
const folder = mkdtempSync(join(tmpdir(), "codearts-bench-"))
const upstream = await startUpstream(nginx)
const contenders = await startContenders(nginx, folder, upstream.port)

process.once("exit", () => {
  for (const each of [...contenders, upstream]) each.process.kill("SIGKILL")
  rmSync(folder, { recursive: true })
})
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1))

const under = async (contender: Contender, connections: number, forSeconds: number) => {
  const before = cpuOf(contender.process)
  const seen = await load([...onCore(0), wrk], contender.port, connections, forSeconds, folder)
  return { ...seen, cpu: (cpuOf(contender.process) - before) / seen.requests }
}

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const medians = (measured: ReadonlyArray<Measured>): Measured => ({
  requests: median(measured.map(({ requests }) => requests)),
  perSecond: median(measured.map(({ perSecond }) => perSecond)),
  p50: median(measured.map(({ p50 }) => p50)),
  p99: median(measured.map(({ p99 }) => p99)),
  cpu: median(measured.map(({ cpu }) => cpu))
})

const inTurns = async (connections: number): Promise<ReadonlyMap<string, Measured>> => {
  const all = new Map<string, Array<Measured>>(contenders.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round += 1)
    for (const contender of contenders)
      all.get(contender.name)?.push(await under(contender, connections, seconds))
  return new Map([...all].map(([name, measured]) => [name, medians(measured)]))
}

const mebibytes = (bytes: number) => (bytes / 1_048_576).toFixed(0)

/** The gateway's memory while it is loaded, once a minute. */
const watchMemory = async (gateway: Contender): Promise<ReadonlyArray<number>> => {
  const watched: Array<number> = []
  for (let minute = 0; minute < memoryMinutes; minute += 1) {
    await under(gateway, 128, 60)
    watched.push(memoryOf(gateway.process))
  }
  return watched
}

// Before its machine code is made, everything costs several times as much.
for (const contender of contenders) await under(contender, 32, 2)
const measured: Array<readonly [number, ReadonlyMap<string, Measured>]> = []
for (const connections of connectionCounts) measured.push([connections, await inTurns(connections)])
const [gateway] = contenders
const loadedBytes = contenders.map((each) => memoryOf(each.process))
const watched = gateway === undefined ? [] : await watchMemory(gateway)

const row = (name: string, { cpu, p50, p99, perSecond }: Measured, of: Measured) =>
  `| ${name} | ${cpu.toFixed(0)} | ${(of.cpu / cpu).toFixed(2)} | ${Math.round(perSecond).toLocaleString("en")} | ${(of.perSecond / perSecond).toFixed(2)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${(of.p99 / p99).toFixed(2)} |`

const table = (connections: number, results: ReadonlyMap<string, Measured>): string => {
  const [ours] = results.values()
  if (ours === undefined) return ""
  const rows = [...results].map(([name, each]) => row(name, each, ours))
  return `## ${connections} connections

| | CPU µs a request | gateway's / its | requests/s | gateway's / its | p50 ms | p99 ms | gateway's / its |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.join("\n")}
`
}

const musts: ReadonlyArray<
  readonly [string, string, (of: (name: string) => Measured) => number, (ratio: number) => boolean]
> = (() => {
  const ours = "codearts-gateway"
  const fastify = "@fastify/http-proxy"
  const dispatch = "node:http + undici dispatch"
  const official = "the same, official signer"
  return [
    ["CPU to fastify's", "< 1.00", (of) => of(ours).cpu / of(fastify).cpu, (ratio) => ratio < 1],
    [
      "requests/s to fastify's",
      ">= 1.10",
      (of) => of(ours).perSecond / of(fastify).perSecond,
      (ratio) => ratio >= 1.1
    ],
    [
      "CPU to the bare loop's",
      "<= 1.35",
      (of) => of(ours).cpu / of(dispatch).cpu,
      (ratio) => ratio <= 1.35
    ],
    [
      "p99 to fastify's",
      "<= 1.20",
      (of) => of(ours).p99 / of(fastify).p99,
      (ratio) => ratio <= 1.2
    ],
    [
      "CPU of the official signer's to ours",
      ">= 1.20",
      (of) => of(official).cpu / of(ours).cpu,
      (ratio) => ratio >= 1.2
    ]
  ]
})()

const nothing: Measured = { requests: 0, perSecond: 0, p50: 0, p99: 0, cpu: Number.NaN }

const judged = (
  ratioOf: (of: (name: string) => Measured) => number,
  met: (ratio: number) => boolean
) =>
  measured
    .map(([, results]) => ratioOf((name) => results.get(name) ?? nothing))
    .map((ratio) => `${ratio.toFixed(2)}${met(ratio) ? "" : " (missed)"}`)
    .join(" | ")

const mustRows = musts.map(
  ([what, wanted, ratioOf, met]) => `| ${what} | ${wanted} | ${judged(ratioOf, met)} |`
)

const memoryRows = contenders.map(
  ({ idleBytes, name }, index) =>
    `| ${name} | ${mebibytes(idleBytes)} | ${mebibytes(loadedBytes[index] ?? Number.NaN)} |`
)

const { devDependencies } = createRequire(import.meta.url)("../package.json")
const installed = (name: string) => `${name} ${String(devDependencies[name]).replace("^", "")}`
const peers = [
  "@fastify/http-proxy",
  "fastify",
  "http-proxy-3",
  "@huaweicloud/huaweicloud-sdk-core"
]

const flatness =
  watched.length === 0
    ? "Over ten minutes of load it is watched by `CODEARTS_BENCH_MEMORY_MINUTES=10`."
    : `The gateway's after each minute more of load: ${watched.map(mebibytes).join(", ")} MiB.`

const page = `# Benchmarks of the gateway

Lists through the gateway, which verifies each caller's signature, checks the request against the
contract, applies limits, signs anew, streams the answer back and counts, beside proxies that only
pass on, and one that verifies and signs with the official signer. All get the same signed requests
from wrk over loopback; behind all is the same nginx with an answer of 1 kB. The proxy has one core,
nginx and wrk share the other. Medians of ${rounds} rounds of ${seconds} s in turns. CPU is the proxy's own:
where a machine is shared, it tells more than the clock does.

Measured on ${cpus().length} x ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${platform()} ${release()}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}, with ${peers.map(installed).join(", ")}.
To measure again: \`node apps/gateway/bench/report.ts\` (\`CODEARTS_BENCH_SECONDS=10\` for longer rounds).

| what must hold | must | ${connectionCounts.map((count) => `${count} connections`).join(" | ")} |
| --- | ---: | ${connectionCounts.map(() => "---:").join(" | ")} |
${mustRows.join("\n")}

${measured.map(([connections, results]) => table(connections, results)).join("\n")}
## Memory, MiB

| | idle | after the load |
| --- | ---: | ---: |
${memoryRows.join("\n")}

${flatness}
`

writeFileSync(new URL("../../../docs/benchmarks-gateway.md", import.meta.url), page)
process.stdout.write(page)
process.exit()
