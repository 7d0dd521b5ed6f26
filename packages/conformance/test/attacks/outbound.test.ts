import { once } from "node:events"
import { connect, createServer } from "node:net"
import { expect, it, onTestFinished } from "vitest"
import { watchOutbound } from "./outbound.ts"

it("notes who else is called than this machine by its usual address", async () => {
  const server = createServer((socket) => void socket.end()).listen(0, "127.0.0.1")
  onTestFinished(() => void server.close())
  await once(server, "listening")
  const before = watchOutbound()

  const inside = connect(server.address() as { readonly port: number }) // it listens on a port
  await once(inside, "connect")
  inside.destroy()
  expect(before()).toEqual([])

  const outside = connect({ host: "127.0.0.2", port: 9 }) // at no place that a server of ours knows
  outside.on("error", () => {})
  await once(outside, "connectionAttempt")
  outside.destroy()
  expect(before()).toEqual(["127.0.0.2"])
  expect(watchOutbound()()).toEqual([])
})
