// Run by itself, so that what is measured is the client alone: reads the hostile answers of the
// server whose URL is given, and prints what became of each, what it took and how long it held up.
import { Effect, Redacted } from "effect"
import { monitorEventLoopDelay } from "node:perf_hooks"
import { make } from "../src/index.ts"

const [url = "", ...paths] = process.argv.slice(2)
const region = "ap-southeast-3"

const read = (path: string) =>
  Effect.gen(function* () {
    const client = yield* make({
      credentials: { _tag: "AccessKey", accessKey: "AK", secretKey: Redacted.make("secret") },
      region,
      endpoint: url,
      pathPrefix: path
    })
    return yield* Effect.flip(
      client.listVpcepAccessControlRecords({ region, enterprise_id: "tenant" })
    )
  }).pipe(Effect.scoped)

const measured = async (path: string) => {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 2)
  const cpu = process.cpuUsage()
  delay.enable()
  const { _tag } = await Effect.runPromise(read(path))
  delay.disable()
  const { system, user } = process.cpuUsage(cpu)
  clearInterval(watch)
  most = Math.max(most, process.memoryUsage().rss)
  // What was late because the machine had other work took no time of this process.
  const blockedMs = Math.min(delay.max / 1e6, (user + system) / 1e3)
  return { path, _tag, grownMiB: (most - before) / 1_048_576, blockedMs }
}

await measured("/warm") // the code is loaded once, by whatever comes first
const results = []
for (const path of paths) results.push(await measured(path))
console.log(JSON.stringify(results))
