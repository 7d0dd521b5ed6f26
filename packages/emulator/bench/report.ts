// Measures the emulator over loopback beside bare node:http with the same bytes, and writes
// docs/benchmarks-emulator.md; with sizes as arguments it prints the page for those alone.
import { fork } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { cpus, loadavg, platform, release, tmpdir } from "node:os"
import { join } from "node:path"
import { type Case, deletions, listsOf, spare } from "./cases.ts"
import { load, type Load } from "./load.ts"
import { measureStartUp, type StartUp, startUpTable } from "./startUp.ts"
import { addSpare, makeStore } from "./store.ts"

const named = process.argv.slice(2).map(Number)
const sizes = named.length > 0 ? named : [1000, 100_000, 1_000_000]

/** What a server has taken so far: event-loop delay since it was asked last, and microseconds of CPU. */
interface Usage {
  readonly delay: number
  readonly cpu: number
}

const startServer = async (...args: ReadonlyArray<string>) => {
  const child = fork(join(import.meta.dirname, "server.ts"), args)
  const failed = once(child, "exit").then(([code]) => {
    throw new Error(`the server ended with ${code}`)
  })
  failed.catch(() => {}) // at its end it has nobody waiting
  const [{ url }] = await Promise.race([once(child, "message"), failed])
  const ask = async (): Promise<Usage> => {
    child.send({ ask: "usage" })
    const [{ cpu, delay }] = await once(child, "message")
    return { delay, cpu: cpu.user + cpu.system }
  }
  const stop = async () => {
    child.disconnect()
    await once(child, "exit")
  }
  return { url: String(url), ask, stop, answer: (bytes: string) => child.send({ answer: bytes }) }
}

type Server = Awaited<ReturnType<typeof startServer>>

interface Measured extends Load {
  readonly delay: number
  /** Microseconds of the server's CPU a request. */
  readonly cpu: number
}

interface Row extends Measured {
  readonly name: string
  readonly size: number
  readonly bare: Measured
}

const bytesOf = async ({ request }: Case, url: string) => {
  const { path, ...options } = request(url)
  const response = await fetch(`${url}${path}`, options)
  const text = await response.text()
  if (response.status !== 200) throw new Error(text)
  return text
}

const under = async (each: Case, server: Server): Promise<Measured> => {
  const before = await server.ask()
  const measured = await load(each, server.url)
  const { cpu, delay } = await server.ask()
  return { ...measured, delay, cpu: (cpu - before.cpu) / measured.requests }
}

const measure = async (each: Case, size: number, emulator: Server, bare: Server): Promise<Row> => {
  bare.answer(await bytesOf(each, emulator.url))
  const beside = await under(each, bare)
  // What was never asked before is slower by what Node has still to compile.
  if (each.amount === undefined) await load(each, emulator.url)
  return { name: each.name, size, bare: beside, ...(await under(each, emulator)) }
}

const measureAll = async (
  cases: ReadonlyArray<Case>,
  filename: string,
  size: number,
  bare: Server
): Promise<ReadonlyArray<Row>> => {
  const emulator = await startServer(filename)
  const rows: Array<Row> = []
  for (const each of cases) rows.push(await measure(each, size, emulator, bare))
  await emulator.stop()
  return rows
}

const measureSize = async (directory: string, size: number, bare: Server) => {
  const filename = join(directory, `${size}.db`)
  await makeStore(filename, size)
  const lists = await measureAll(listsOf(size), filename, size, bare)
  await addSpare(filename, spare)
  return [...lists, ...(await measureAll(deletions(), filename, size, bare))]
}

const ms = (value: number) => value.toFixed(2)
const whole = (value: number) => Math.round(value).toLocaleString("en")

const line = ({ bare, cpu, delay, p50, p99, perSecond, size }: Row) =>
  `| ${whole(size)} | ${whole(cpu)} | ${ms(p50)} | ${ms(p99)} | ${whole(perSecond)} | ${ms(delay)} | ${whole(bare.cpu)} | ${ms(bare.p50)} | ${ms(bare.p99)} | ${whole(bare.perSecond)} |`

const spread = (values: ReadonlyArray<number>) =>
  (Math.max(...values) / (values[0] ?? Number.NaN)).toFixed(2)

const table = (name: string, rows: ReadonlyArray<Row>) => `## ${name}

| entries | CPU µs | p50 ms | p99 ms | requests/s | loop delay p99 ms | bare CPU µs | bare p50 ms | bare p99 ms | bare requests/s |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.map(line).join("\n")}

Highest to that of the smallest store: CPU ${spread(rows.map(({ cpu }) => cpu))}, p99 ${spread(rows.map(({ p99 }) => p99))}.
`

const start = (started: StartUp) => `## start

Medians of runs by turns.

${startUpTable(started)}
`

const page = (rows: ReadonlyArray<Row>, started: StartUp) => `# Benchmarks of the emulator

One tenant that has so many entries, in a file with each change on the disk before its answer; 4
connections over loopback; autocannon in one process, the server in another. Beside it, in the same
run, bare node:http that answers the same bytes and checks nothing. Requests are signed. Each deletion
is of entries of its own, ${spare.toLocaleString("en")} added to those counted, and is remembered against replays. CPU is the
server's own, for each request: where a machine is shared, it tells more than the clock does.

Measured with a load average of ${loadavg()[0]?.toFixed(0) ?? "?"} on ${cpus().length} x ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${platform()} ${release()}, Node ${process.version}. To measure again:
\`pnpm build\`, then \`node packages/emulator/bench/report.ts\`. Memory is watched by
\`node packages/emulator/bench/memory.ts\`.

${[...Map.groupBy(rows, ({ name }) => name)].map(([name, of]) => table(name, of)).join("\n")}
${start(started)}`

const directory = mkdtempSync(join(tmpdir(), "codearts-bench-"))
const bare = await startServer()
const rows: Array<Row> = []
for (const size of sizes) rows.push(...(await measureSize(directory, size, bare)))
await bare.stop()
rmSync(directory, { recursive: true })
const text = page(rows, await measureStartUp())
if (named.length === 0)
  writeFileSync(new URL("../../../docs/benchmarks-emulator.md", import.meta.url), text)
process.stdout.write(text)
