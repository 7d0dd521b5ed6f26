import { readFileSync } from "node:fs"
import { connect } from "node:net"
import { expect, it } from "vitest"
import { startChild } from "./child.ts"

const megabyte = 1_048_576
const limit = 12 * megabyte

/** Megabytes of memory that a process has now, and had at most. */
const memoryOf = (pid: number) => {
  const status = readFileSync(`/proc/${pid}/status`, "utf8")
  const read = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "mu").exec(status)?.[1]) / 1024
  return { now: read("VmRSS"), most: read("VmHWM") }
}

const piece = Buffer.concat([
  Buffer.from("10000\r\n"),
  Buffer.alloc(65_536, "x"),
  Buffer.from("\r\n")
])

/** Uploads in chunks without an end, as fast as they are taken, until an answer comes: its first line. */
const upload = (origin: string, most: number): Promise<string> =>
  new Promise((resolve) => {
    const { host, hostname, port } = new URL(origin)
    const socket = connect(Number(port), hostname)
    const progress = { answer: "", sent: 0 }
    const more = () => {
      while (progress.answer === "" && progress.sent < most) {
        progress.sent += 65_536
        if (!socket.write(piece)) return
      }
    }
    socket.write(
      `DELETE /v2/vpceps HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`
    )
    socket.on("drain", more)
    socket.on("data", (data) => (progress.answer += String(data)))
    socket.on("error", () => {}) // it is closed while more is on its way
    socket.on("close", () => resolve(progress.answer.split("\r\n", 1)[0] ?? ""))
    more()
  })

it.runIf(process.platform === "linux")(
  "20 uploads of 64 MB at once are refused, and the memory of the process stays within 128 MB of what it was",
  async () => {
    const child = startChild(":memory:")
    const origin = await child.said
    await upload(origin, 2 * limit)
    const before = memoryOf(child.pid)
    const uploads = await Promise.all(
      Array.from({ length: 20 }, () => upload(origin, 64 * megabyte))
    )
    const { most } = memoryOf(child.pid)
    const answers = new Set(uploads)
    console.log(
      `memory: ${before.now.toFixed(0)} MB before, ${most.toFixed(0)} MB at most; ${[...answers].join(", ")}`
    )
    await child.kill()
    expect([...answers].filter((line) => !/^HTTP\/1\.1 (?:413|408)/u.test(line))).toEqual([])
    expect(most - before.now).toBeLessThan(128)
  },
  120_000
)
