import { once } from "node:events"
import { type AddressInfo, createServer, type Socket } from "node:net"
import { expect, it, onTestFinished } from "vitest"
import { exchange, type Listening, type Sending } from "./exchange.ts"

/** A server that notes what comes, and speaks as the test says from the first byte on. */
const listening = async (speak: (socket: Socket) => void = () => {}) => {
  const events: Array<string> = []
  const gone = Promise.withResolvers<void>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("data", (bytes) => events.push(bytes.toString("latin1")))
    socket.on("end", () => events.push("end"))
    socket.on("error", ({ message }) => events.push(message))
    socket.on("close", () => gone.resolve())
    socket.once("data", () => speak(socket))
  }).listen(0, "127.0.0.1")
  onTestFinished(() => void server.close())
  await once(server, "listening")
  const { port } = server.address() as AddressInfo // it listens on a port
  return { port, events, gone: gone.promise }
}

const answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

const talk = (port: number, sending: Partial<Sending> = {}, listening: Partial<Listening> = {}) =>
  exchange(
    port,
    { bytes: Buffer.from("abc"), ...sending },
    { toHead: false, answers: 1, settle: 0, ...listening }
  )

it("sends bytes as they are, and has the answer while the connection is open", async () => {
  const { events, port } = await listening((socket) => socket.write(answer))
  const { answers, closed } = await talk(port, { bytes: Buffer.from([0x61, 0xff, 0x00]) })
  expect(events.join("")).toBe("a\u00ff\u0000")
  expect(answers).toEqual([
    { status: 200, headers: [["content-length", "2"]], body: "ok", whole: true }
  ])
  expect(closed).toBe(false)
})

it("sends byte by byte", async () => {
  const { events, port } = await listening((socket) => setTimeout(() => socket.end(answer), 200))
  await talk(port, { drip: 20 })
  expect(events.slice(0, 3)).toEqual(["a", "b", "c"])
})

it("ends its side after the last byte, and still reads the answer", async () => {
  const { events, port } = await listening((socket) => socket.on("end", () => socket.end(answer)))
  const { answers } = await talk(port, { endAfterWrite: true })
  expect(events).toEqual(["abc", "end"])
  expect(answers).toHaveLength(1)
})

it("resets the connection after the last byte", async () => {
  const { events, gone, port } = await listening()
  expect(await talk(port, { resetAfterWrite: true })).toMatchObject({ answers: [], closed: true })
  await gone
  expect(events.at(-1)).toBe("read ECONNRESET")
})

it("tells a connection that is closed without an answer", async () => {
  const { port } = await listening((socket) => socket.destroy())
  expect(await talk(port)).toMatchObject({ answers: [], closed: true })
})

it("waits after the answers that are wanted, for the end or for one more", async () => {
  const { port } = await listening((socket) => {
    socket.write(answer)
    setTimeout(() => socket.end(answer), 50)
  })
  const { answers, closed } = await talk(port, {}, { settle: 5000 })
  expect([answers.length, closed]).toEqual([2, true])
})

it("waits for as many answers as are wanted", async () => {
  const { port } = await listening((socket) => {
    socket.write(answer)
    setTimeout(() => socket.write(answer), 50)
  })
  expect((await talk(port, {}, { answers: 2 })).answers).toHaveLength(2)
})
