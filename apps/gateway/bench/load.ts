import { sign } from "@codearts/signing"
import { execFile } from "node:child_process"
import { writeFileSync } from "node:fs"
import { promisify } from "node:util"
import { toolsEnvironment } from "./debian.ts"
import { keys } from "./keys.ts"

const run = promisify(execFile)

/** What a load tool saw. */
export interface Seen {
  readonly requests: number
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  /** Milliseconds. */
  readonly p99: number
}

const target = "/v2/vpceps?enterprise_id=a8dd901e70f2485cb4f1fa2264eb3add&limit=10"

const headersAt = (host: string, seconds: number) => {
  const date = new Date(Date.now() + seconds * 1000)
  const request = {
    method: "GET",
    url: `http://${host}${target}`,
    headers: [["region", "ap-southeast-3"]] as const,
    body: Buffer.alloc(0)
  }
  // wrk writes Host itself.
  const proven = sign(request, keys.caller, date).headers.filter(([name]) => name !== "host")
  return [...request.headers, ...proven]
}

const luaTable = (headers: ReadonlyArray<readonly [string, string]>) =>
  `{ ${headers.map(([name, value]) => `[ ${JSON.stringify(name)} ] = ${JSON.stringify(value)}`).join(", ")} }`

const script = (host: string, differing: number) => `
local sets = {
${Array.from({ length: differing }, (_, index) => luaTable(headersAt(host, index))).join(",\n")}
}
local requests = {}
local turn = 0
function init()
  for index, headers in ipairs(sets) do
    requests[index] = wrk.format("GET", ${JSON.stringify(target)}, headers)
  end
end
function request()
  turn = turn % #requests + 1
  return requests[turn]
end
function done(summary, latency)
  io.write(string.format("\\nSEEN %d %d %d %f %f\\n", summary.requests, summary.duration,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status,
    latency:percentile(50), latency:percentile(99)))
end
`

/** Loads a proxy with signed requests over so many connections, and fails when one is answered otherwise than 200. */
export const load = async (
  wrk: ReadonlyArray<string>,
  port: number,
  connections: number,
  seconds: number,
  folder: string
): Promise<Seen> => {
  const host = `127.0.0.1:${port}`
  const path = `${folder}/requests.lua`
  writeFileSync(path, script(host, 64))
  const [command = "", ...args] = wrk
  const { stdout } = await run(
    command,
    [...args, "-t1", `-c${connections}`, `-d${seconds}s`, "-s", path, `http://${host}`],
    { env: { ...process.env, ...toolsEnvironment } }
  )
  const seen = /SEEN (\S+) (\S+) (\S+) (\S+) (\S+)/u.exec(stdout)?.slice(1).map(Number)
  const [requests = 0, microseconds = 0, errors = 1, p50 = 0, p99 = 0] = seen ?? []
  if (errors > 0) throw new Error(`${host}: ${errors} of ${requests} were not answered\n${stdout}`)
  return {
    requests,
    perSecond: (requests / microseconds) * 1e6,
    p50: p50 / 1000,
    p99: p99 / 1000
  }
}
