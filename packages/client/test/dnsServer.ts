import { createSocket, type RemoteInfo } from "node:dgram"
import { Resolver } from "node:dns"
import { type AddressInfo, isIPv4, type LookupFunction } from "node:net"
import { Effect } from "effect"

/** What a name server does with the question of a number: an address, a refusal, or both after a while. */
export interface DnsAnswer {
  readonly address?: string
  /** 2 is SERVFAIL, 3 NXDOMAIN. */
  readonly code?: number
  /** In milliseconds. */
  readonly after?: number
}

// RFC 1035, 4.1: a header, the question as it came, and one record that points back at its name.
const packetOf = (question: Buffer, { address, code = 0 }: DnsAnswer) => {
  const header = Buffer.from(question.subarray(0, 12))
  header.writeUInt16BE(0x8180 | code, 2)
  header.writeUInt16BE(address === undefined ? 0 : 1, 6)
  header.writeUInt32BE(0, 8)
  const end = question.indexOf(0, 12) + 5
  const record =
    address === undefined
      ? []
      : [0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split(".").map(Number)]
  return Buffer.concat([header, question.subarray(12, end), Buffer.from(record)])
}

/** A name server, and how a connection looks names up there. */
export const dnsServer = Effect.fnUntraced(function* (answer: (count: number) => DnsAnswer) {
  const socket = createSocket("udp4")
  const timers = new Set<NodeJS.Timeout>()
  let asked = 0
  socket.on("message", (question: Buffer, { address, port }: RemoteInfo) => {
    asked += 1
    const given = answer(asked)
    const reply = () => socket.send(packetOf(question, given), port, address)
    timers.add(setTimeout(reply, given.after ?? 0))
  })
  yield* Effect.promise(
    () => new Promise<void>((resolve) => void socket.bind(0, "127.0.0.1", () => resolve()))
  )
  yield* Effect.addFinalizer(() =>
    Effect.sync(() => {
      timers.forEach(clearTimeout)
      socket.close()
    })
  )
  const { port }: AddressInfo = socket.address()
  const resolver = new Resolver({ tries: 1, timeout: 60_000 })
  resolver.setServers([`127.0.0.1:${port}`])
  const lookup: LookupFunction = (name, { all }, callback) => {
    if (isIPv4(name)) return callback(null, name, 4)
    resolver.resolve4(name, (error, addresses) => {
      if (error !== null) return callback(error, "")
      const [address = ""] = addresses
      if (all === true) callback(null, [{ address, family: 4 }])
      else callback(null, address, 4)
    })
  }
  return { lookup, asked: () => asked }
})
