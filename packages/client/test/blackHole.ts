import { Effect } from "effect"
import { spawn } from "node:child_process"
import { connect, type Socket } from "node:net"

const listener = `require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 },
  function () { process.stdout.write(String(this.address().port)) })`

const isTaken = (socket: Socket) =>
  new Promise<boolean>((resolve) => {
    socket.once("connect", () => resolve(true))
    setTimeout(() => resolve(false), 300)
  })

/**
 * A port whose SYNs are never answered: its process stands still with a full queue of connections,
 * and Linux drops what comes then.
 */
export const blackHole = Effect.gen(function* () {
  const child = spawn(process.execPath, ["-e", listener], { stdio: ["ignore", "pipe", "inherit"] })
  const sockets: Array<Socket> = []
  yield* Effect.addFinalizer(() =>
    Effect.sync(() => {
      for (const socket of sockets) socket.destroy()
      child.kill("SIGKILL")
    })
  )
  const port = yield* Effect.promise(
    () =>
      new Promise<number>((resolve) => child.stdout.once("data", (text) => resolve(Number(text))))
  )
  child.kill("SIGSTOP")
  let taken = true
  while (taken) {
    const socket = connect(port, "127.0.0.1").on("error", () => {}) // ended with the test
    sockets.push(socket)
    taken = yield* Effect.promise(() => isTaken(socket))
  }
  return port
})
