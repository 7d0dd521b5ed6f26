import { makePool } from "@codearts/client"
import { Clock, Effect, Option, Result, type Scope } from "effect"
import { lookup } from "node:dns/promises"
import { BlockList, isIP } from "node:net"
import { connect, type PeerCertificate } from "node:tls"
import { request } from "undici"
import { Transport } from "../Transport.ts"
import { variable } from "../surroundings.ts"
import { fail, type Finding, notAsked, ok, warn } from "./Finding.ts"

const patience = 5_000

const reasonOf = (cause: unknown) => {
  if (!(cause instanceof Error)) return "no reason"
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message
}

const hostOf = (origin: string) => new URL(origin).hostname.replace(/^\[|\]$/gu, "")

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/u

/** The proxy that a request to a host goes through, without its password. */
const proxyFor = Effect.fnUntraced(function* (host: string) {
  const value = Effect.fnUntraced(function* (name: string) {
    const lower = yield* variable(name.toLowerCase())
    return Option.getOrElse(lower, () => "") || Option.getOrElse(yield* variable(name), () => "")
  })
  const proxy = (yield* value("HTTPS_PROXY")) || (yield* value("HTTP_PROXY"))
  const exempt = (yield* value("NO_PROXY"))
    .split(",")
    .map((each) => each.trim().replace(/^\*?\./u, ""))
  const past = exempt.some(
    (each) => each === "*" || each === host || (each !== "" && host.endsWith(`.${each}`))
  )
  if (proxy === "" || past || loopback.test(host)) return undefined
  return proxy.replace(/\/\/[^@/]*@/u, "//***@")
})

const privateRanges = new BlockList()
for (const [address, prefix] of [
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["100.64.0.0", 10],
  ["198.18.0.0", 15]
] as const)
  privateRanges.addSubnet(address, prefix)
privateRanges.addSubnet("fc00::", 7, "ipv6")

const kindOf = (address: string) => {
  if (loopback.test(address)) return "this machine"
  return privateRanges.check(address, isIP(address) === 6 ? "ipv6" : "ipv4") ? "private" : "public"
}

const dnsFix =
  "check the region and the network; a private endpoint's name resolves in its VPC alone, by the VPC's own DNS"

/** The addresses of the endpoint, private ones told apart: a private endpoint has no other. */
const checkDns = Effect.fnUntraced(function* (host: string) {
  if (isIP(host) !== 0) return ok("dns", `${host} (${kindOf(host)}), an address already`)
  const found = yield* Effect.result(
    Effect.tryPromise({ try: () => lookup(host, { all: true }), catch: reasonOf })
  )
  if (Result.isFailure(found)) {
    const told = `${host}: ${found.failure}`
    return found.failure === "EAI_AGAIN" ? warn("dns", told, dnsFix) : fail("dns", told, dnsFix)
  }
  const addresses = found.success.map(({ address }) => `${address} (${kindOf(address)})`)
  return ok("dns", `${host}: ${addresses.join(", ")}`)
})

interface Shaken {
  readonly protocol: string
  readonly certificate: PeerCertificate
}

const handshake = (host: string, port: number) =>
  Effect.callback<Shaken, string>((resume) => {
    const name = isIP(host) === 0 ? { servername: host } : {}
    const socket = connect({ host, port, ...name, timeout: patience }, () => {
      const certificate = socket.getPeerCertificate()
      resume(Effect.succeed({ protocol: socket.getProtocol() ?? "", certificate }))
      socket.destroy()
    })
    socket.once("error", (cause) => resume(Effect.fail(reasonOf(cause))))
    socket.once("timeout", () => {
      resume(Effect.fail(`no answer within ${patience} ms`))
      socket.destroy()
    })
    return Effect.sync(() => socket.destroy())
  })

const tlsFix =
  "where a proxy or a private authority signs, have Node trust it: NODE_EXTRA_CA_CERTS=ca.pem; else check the endpoint"

const day = 86_400_000

/** Whether the endpoint proves that it is who it is named. */
const checkTls = Effect.fnUntraced(function* (origin: string) {
  const { port, protocol } = new URL(origin)
  if (protocol === "http:") return ok("tls", "none: plain http, on this machine")
  const shaken = yield* Effect.result(handshake(hostOf(origin), Number(port || 443)))
  if (Result.isFailure(shaken)) return fail("tls", `${origin}: ${shaken.failure}`, tlsFix)
  const { certificate, protocol: version } = shaken.success
  const left = (Date.parse(certificate.valid_to) - (yield* Clock.currentTimeMillis)) / day
  const told = `${version}, certificate until ${certificate.valid_to}`
  return left < 14
    ? warn("tls", told, "have who runs the endpoint renew its certificate")
    : ok("tls", told)
})

const dateOf = Effect.fnUntraced(function* (origin: string) {
  const dispatcher = (yield* Transport) ?? (yield* Effect.orDie(makePool({})))
  return yield* Effect.tryPromise({
    try: async (signal) => {
      const { body, headers } = await request(`${origin}/`, { dispatcher, signal })
      await body.dump()
      return Date.parse(String(headers["date"]))
    },
    catch: reasonOf
  }).pipe(
    Effect.timeoutOrElse({
      duration: patience,
      orElse: () => Effect.fail(`no answer within ${patience} ms`)
    })
  )
})

const limit = 15 * 60

const clockFix = "set this machine's clock: timedatectl set-ntp true, or the system's time settings"

/** How far the clocks are apart: a signature of over 15 minutes is refused. */
const checkClock = Effect.fnUntraced(function* (origin: string) {
  const asked = yield* Effect.result(dateOf(origin))
  if (Result.isFailure(asked)) return notAsked("clock", asked.failure)
  if (Number.isNaN(asked.success))
    return warn("clock", "the endpoint tells no time", "none is needed")
  const apart = Math.round((asked.success - (yield* Clock.currentTimeMillis)) / 1000)
  const told = `${Math.abs(apart)} s ${apart < 0 ? "ahead of" : "behind"} the endpoint's; ${limit} s are allowed`
  if (Math.abs(apart) > limit) return fail("clock", told, clockFix)
  return Math.abs(apart) > 60 ? warn("clock", told, clockFix) : ok("clock", told)
})

const checks = Effect.fnUntraced(function* (
  origin: string | undefined
): Effect.fn.Return<ReadonlyArray<Finding>, never, Scope.Scope> {
  if (origin === undefined)
    return ["proxy", "dns", "tls", "clock"].map((check) => notAsked(check, "there is no endpoint"))
  const host = hostOf(origin)
  const proxy = yield* proxyFor(host)
  if (proxy !== undefined) {
    const through = `it goes through the proxy ${proxy}`
    return [
      warn("proxy", proxy, `if it is not meant for this host: NO_PROXY=${host}`),
      ok("dns", `${host}: ${through}`),
      ok("tls", through),
      yield* checkClock(origin)
    ]
  }
  const dns = yield* checkDns(host)
  const away = dns.verdict !== "ok"
  return [
    ok("proxy", "none"),
    dns,
    away ? notAsked("tls", "the name has no address") : yield* checkTls(origin),
    away ? notAsked("clock", "the name has no address") : yield* checkClock(origin)
  ]
})

/** Proxy, DNS, TLS and clock of an endpoint. */
export const checkNetwork = (origin: string | undefined): Effect.Effect<ReadonlyArray<Finding>> =>
  Effect.scoped(checks(origin))
