// Measures calls on loopback beside others', and writes docs/benchmarks-client.md.
import { fork } from "node:child_process"
import { once } from "node:events"
import { writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { cpus, loadavg, platform, release } from "node:os"
import { type Contender, contenders, ourClient } from "./contenders.ts"
import { measureListing } from "./listing.ts"
import { callOften, cpuTime, takeTurns } from "./measure.ts"

const rounds = 9
const concurrencies = [1, 16, 64]
const callsPerBatch = 1000
// After so many the engine has compiled what it will, of all of them: before, all cost twice as much.
const callsToWarm = 20_000

const server = fork(new URL("server.ts", import.meta.url))
const [port] = await once(server, "message")
const endpoint = `http://127.0.0.1:${port}`

const all = await contenders(endpoint)
for (const { call } of all) await callOften(call, 16, callsToWarm)
const columns: Array<ReadonlyMap<Contender, number>> = []
for (const concurrency of concurrencies) {
  const cost = ({ call }: Contender) =>
    cpuTime(() => callOften(call, concurrency, callsPerBatch)).then((time) => time / callsPerBatch)
  columns.push(await takeTurns(all, rounds, cost))
}

const listing = await measureListing(await ourClient(endpoint), 10_000, rounds)

const memory = fork(new URL("memory.ts", import.meta.url), [endpoint], {
  execArgv: ["--expose-gc"]
})
const [heap] = await once(memory, "message")
server.kill()

const [measure] = all

const cell = (column: ReadonlyMap<Contender, number>, each: Contender) => {
  const base = (measure && column.get(measure)) ?? Number.NaN
  const time = column.get(each) ?? Number.NaN
  const ratio = (time / base).toFixed(2)
  return each === measure ? `${ratio} (${time.toFixed(0)} µs)` : ratio
}

const rows = all.map(
  (each) => `| ${each.name} | ${columns.map((column) => cell(column, each)).join(" | ")} |`
)

const mebibytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MiB`

const heapRows = (heap as ReadonlyArray<readonly [number, number]>) // what memory.ts sends
  .map(([calls, bytes]) => `| ${calls.toLocaleString("en")} | ${mebibytes(bytes)} |`)

const { devDependencies } = createRequire(import.meta.url)("../package.json")
const peers = ["@huaweicloud/huaweicloud-sdk-core", "@aws-sdk/client-dynamodb"]
  .map((name) => `${name} ${devDependencies[name]}`)
  .join(", ")

const page = `# Benchmarks of the client

CPU time of the calling process for one call that lists a page of ten, as a ratio to \`undici.request\`
reading the same answer as JSON without a signature. Plain http on loopback, connections kept; the
server is another process. Medians of ${rounds} batches of ${callsPerBatch} calls that take turns in one process,
after ${callsToWarm.toLocaleString("en")} calls of each.

\`@codearts/client\` checks and encodes the input, signs, sends, checks the JSON and decodes it by its
schema; the official SDK signs and parses; the AWS client signs, parses and decodes an answer of its
own API with as many rows.

Measured on ${cpus().length} x ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${platform()} ${release()}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}, with ${peers}.
To measure again: \`node packages/client/bench/report.ts\`.

| calls under way | ${concurrencies.join(" | ")} |
| --- | ${concurrencies.map(() => "---:").join(" | ")} |
${rows.join("\n")}

## A whole list

\`listAll\` over 10,000 entries makes ${listing.requests} requests, one after another, and takes
${listing.whole.toFixed(0)} ms; these requests alone, made by the same client, take ${listing.bare.toFixed(0)} ms: ${(listing.whole / listing.bare).toFixed(2)} times as long.

## Memory

What the heap holds after so many calls, 16 of them under way, once all garbage is collected.

| calls | heap |
| ---: | ---: |
${heapRows.join("\n")}
`

writeFileSync(new URL("../../../docs/benchmarks-client.md", import.meta.url), page)
process.stdout.write(page)
process.exit() // the peers leave connections open
