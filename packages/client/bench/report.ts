// Measures a list call on loopback beside others', and writes docs/benchmarks-client.md.
import { fork } from "node:child_process"
import { writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { cpus, loadavg, platform, release } from "node:os"
import { type Contender, contenders } from "./contenders.ts"

const rounds = 7
const concurrencies = [1, 16, 64]
const callsPerBatch = 600

/** CPU time of this process for one call, in microseconds, with so many of them under way. */
const cpuPerCall = async ({ call }: Contender, concurrency: number, calls: number) => {
  let left = calls
  const worker = async () => {
    while (left > 0) {
      left -= 1
      await call()
    }
  }
  const before = process.cpuUsage()
  await Promise.all(Array.from({ length: concurrency }, worker))
  const { system, user } = process.cpuUsage(before)
  return (system + user) / calls
}

const median = (numbers: ReadonlyArray<number>) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

/** They take turns batch by batch, so that whatever else the machine does falls on all alike. */
const measure = async (all: ReadonlyArray<Contender>, concurrency: number) => {
  const times = new Map<string, Array<number>>(all.map(({ name }) => [name, []]))
  for (const each of all) await cpuPerCall(each, concurrency, callsPerBatch) // warm
  for (let round = 0; round < rounds; round += 1) {
    for (const each of all) {
      times.get(each.name)?.push(await cpuPerCall(each, concurrency, callsPerBatch))
    }
  }
  return new Map([...times].map(([name, each]) => [name, median(each)]))
}

const server = fork(new URL("server.ts", import.meta.url))
const port = await new Promise<number>((resolve) =>
  server.once("message", (message) => resolve(Number(message)))
)
const all = await contenders(`http://127.0.0.1:${port}`)
const columns: Array<ReadonlyMap<string, number>> = []
for (const concurrency of concurrencies) columns.push(await measure(all, concurrency))
server.kill()

const cell = (column: ReadonlyMap<string, number>, name: string) => {
  const base = column.get(all[0]?.name ?? "") ?? Number.NaN
  const time = column.get(name) ?? Number.NaN
  const ratio = (time / base).toFixed(2)
  return name === all[0]?.name ? `${ratio} (${time.toFixed(0)} µs)` : ratio
}

const rows = all.map(
  ({ name }) => `| ${name} | ${columns.map((column) => cell(column, name)).join(" | ")} |`
)

const { devDependencies } = createRequire(import.meta.url)("../package.json")
const peers = ["@huaweicloud/huaweicloud-sdk-core", "@aws-sdk/client-dynamodb"]
  .map((name) => `${name} ${devDependencies[name]}`)
  .join(", ")

const page = `# Benchmarks of the client

CPU time of the calling process for one call that lists a page of ten, as a ratio to \`undici.request\`
reading the same answer as JSON without a signature. Plain http on loopback, connections kept; the
server is another process. Medians of ${rounds} batches of ${callsPerBatch} calls that take turns in one process.

\`@codearts/client\` checks and encodes the input, signs, sends, checks the JSON and decodes it by its
schema; the official SDK signs and parses; the AWS client signs, parses and decodes an answer of its
own API with as many rows.

Measured on ${cpus().length} x ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${platform()} ${release()}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}, with ${peers}.
To measure again: \`node packages/client/bench/report.ts\`.

| calls under way | ${concurrencies.join(" | ")} |
| --- | ${concurrencies.map(() => "---:").join(" | ")} |
${rows.join("\n")}
`

writeFileSync(new URL("../../../docs/benchmarks-client.md", import.meta.url), page)
process.stdout.write(page)
process.exit() // the peers leave connections open
