// One of the two servers that are measured, in a process of its own: the emulator, or bare node:http.
import { Effect, Redacted } from "effect"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { monitorEventLoopDelay } from "node:perf_hooks"
import { make, serve, serveAdmin } from "../src/index.ts"

const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()

let bytes = ""

process.on("message", (message: { readonly answer?: string; readonly ask?: "usage" }) => {
  if (message.answer !== undefined) bytes = message.answer
  if (message.ask === "usage") {
    process.send?.({
      delay: delay.percentile(99) / 1e6,
      cpu: process.cpuUsage(),
      memory: process.memoryUsage()
    })
    delay.reset()
  }
})
process.on("disconnect", () => process.exit(0))

const host = "127.0.0.1"

const startBare = () => {
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.setHeader("Content-Type", "application/json")
      response.end(bytes)
    })
  })
  server.listen(0, host, () => {
    const { port } = server.address() as AddressInfo // of a server on a port
    process.send?.({ url: `http://${host}:${port}` })
  })
}

const startEmulator = Effect.fnUntraced(function* (filename: string, adminToken: string) {
  const emulator = yield* make({ filename })
  const { url } = yield* serve(emulator, { host, port: 0 })
  const token = Redacted.make(adminToken)
  const admin = yield* serveAdmin(emulator, { host, port: 0, token })
  process.send?.({ url, adminUrl: admin.url })
  return yield* Effect.never
}, Effect.scoped)

const [filename, adminToken = "bench-admin-token"] = process.argv.slice(2)
if (filename === undefined) startBare()
else void Effect.runPromise(startEmulator(filename, adminToken))
