// Measures how long `codearts` takes as it is published, beside `node -e 0`, and writes
// docs/benchmarks-cli.md. Run `pnpm build` and `pnpm --filter @codearts/cli executable` before.
import { spawn, spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import { cpus, loadavg, platform, release, tmpdir } from "node:os"
import { join } from "node:path"

const here = (path: string) => join(import.meta.dirname, path)
const runs = 20

const answer = JSON.stringify({
  status: "ok",
  data: {
    enterprise_id: "a8dd901e70f2485cb4f1fa2264eb3add",
    vpceps: Array.from({ length: 10 }, (_, index) => ({
      vpcep_id: `08b7c1d4-3a52-4c0e-9f16-2d7e5a9${String(index).padStart(5, "0")}`,
      description: "CodeArts Repo",
      creator: "user001",
      create_time: "2026-05-01T10:30:00Z",
      modify_time: "2026-05-01T10:30:00Z",
      region: "ap-southeast-3"
    }))
  },
  offset: 0,
  limit: 100,
  total: 10
})

/** In a process of its own, so that it answers while this one waits. */
const serve = () => {
  const server = createServer((request, response) => {
    request.resume()
    response.setHeader("content-type", "application/json").end(answer)
  })
  server.listen(0, "127.0.0.1", () => process.stdout.write(JSON.stringify(server.address())))
}

interface Contender {
  readonly name: string
  readonly argv: ReadonlyArray<string>
}

const node = process.execPath
const codearts = here("../dist/codearts.cjs")
const executable = here("../../../.local/executable/codearts")

const contenders: ReadonlyArray<Contender> = [
  { name: "`node -e 0`", argv: [node, "-e", "0"] },
  ...["--version", "--help", "vpcep list --help", "vpcep list"].map((line) => ({
    name: `\`codearts ${line}\``,
    argv: [node, codearts, ...line.split(" ")]
  })),
  ...["--version", "--help", "vpcep list"].map((line) => ({
    name: `\`${line}\` by the executable`,
    argv: [executable, ...line.split(" ")]
  })),
  { name: "the same call by the official SDK's core", argv: [node, here("officialCall.cjs")] }
]

/** Milliseconds. */
interface Cost {
  readonly wall: number
  readonly cpu: number
}

const milliseconds = (text = "") => {
  const [, minutes, seconds] = /(\d+)m([\d.]+)s/u.exec(text) ?? []
  return Number(minutes) * 60_000 + Number(seconds) * 1000
}

/** The shell tells what its children took of the processor. */
const run = ({ argv, name }: Contender, env: NodeJS.ProcessEnv): Cost => {
  const started = performance.now()
  const script = '"$@" > /dev/null || exit; times'
  const { status, stderr, stdout } = spawnSync("bash", ["-c", script, "bash", ...argv], {
    env,
    encoding: "utf8"
  })
  const wall = performance.now() - started
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`)
  const [user, system] = stdout.trim().split("\n")[1]?.split(" ") ?? []
  return { wall, cpu: milliseconds(user) + milliseconds(system) }
}

const median = (values: ReadonlyArray<number>) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const report = async () => {
  const server = spawn(process.execPath, [import.meta.filename, "serve"], {
    stdio: ["ignore", "pipe", "inherit"]
  })
  const [address] = await server.stdout.take(1).toArray()
  const { port } = JSON.parse(String(address))
  const home = mkdtempSync(join(tmpdir(), "codearts-start-"))
  const env = {
    HOME: home,
    PATH: process.env["PATH"],
    CODEARTS_ENDPOINT: `http://127.0.0.1:${port}`,
    CODEARTS_ENTERPRISE_ID: "a8dd901e70f2485cb4f1fa2264eb3add",
    CODEARTS_REGION: "ap-southeast-3",
    HUAWEICLOUD_SDK_AK: "AKEXAMPLE",
    HUAWEICLOUD_SDK_SK: "secret-of-the-benchmark"
  }
  const all = contenders.map((each) => ({ each, costs: Array.of<Cost>() }))
  for (const { each } of all) run(each, env) // what a first run leaves behind is there for the others
  for (let turn = 0; turn < runs; turn += 1)
    for (const { costs, each } of all) costs.push(run(each, env))
  server.kill()
  rmSync(home, { recursive: true })
  const medians = all.map(({ costs, each }) => ({
    name: each.name,
    wall: median(costs.map(({ wall }) => wall)),
    cpu: median(costs.map(({ cpu }) => cpu))
  }))
  const [bare] = medians
  const rows = medians.map(
    ({ cpu, name, wall }) =>
      `| ${name} | ${wall.toFixed(0)} | ${(wall / (bare?.wall ?? 0)).toFixed(2)} | ${cpu.toFixed(0)} | ${(cpu / (bare?.cpu ?? 0)).toFixed(2)} |`
  )
  return `# Benchmarks of the command

How long \`codearts\` takes from its start to its end, as it is published and started before, beside
a Node that does nothing. Medians of ${runs} runs by turns; CPU is of all threads. The list is one
signed request over loopback to another process, its answer of ten entries checked and written.

Measured on ${cpus().length} x ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${platform()} ${release()}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}.
To measure again: \`pnpm build\`, \`pnpm --filter @codearts/cli executable\`, then
\`node apps/cli/bench/report.ts\`.

| what | ms | times | CPU ms | times |
| --- | ---: | ---: | ---: | ---: |
${rows.join("\n")}
`
}

if (process.argv[2] === "serve") serve()
else {
  const page = await report()
  writeFileSync(here("../../../docs/benchmarks-cli.md"), page)
  process.stdout.write(page)
}
