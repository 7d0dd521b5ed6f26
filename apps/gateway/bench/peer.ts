// A proxy to be measured beside the gateway, in a process of its own: `peer.ts NAME PORT UPSTREAM_PORT`.
import { AKSKSigner } from "@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js"
import { BasicCredentials } from "@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js"
import fastifyProxy from "@fastify/http-proxy"
import fastify from "fastify"
import { createProxyServer } from "http-proxy-3"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { Agent as HttpAgent } from "node:http"
import { Agent, type Dispatcher } from "undici"
import { keys } from "./keys.ts"

const [, , name = "", port = "", upstreamPort = ""] = process.argv
const origin = `http://127.0.0.1:${upstreamPort}`
const connections = 64

type Headers = Record<string, string | ReadonlyArray<string> | undefined>

/** The shortest way through undici: what comes is sent, what is answered is written. */
const passer = () => {
  const agent = new Agent({ connections })
  return (request: IncomingMessage, response: ServerResponse, headers: Headers) => {
    let controller: Dispatcher.DispatchController | undefined
    response.once("close", () => {
      if (!response.writableFinished) controller?.abort(new Error("the client left"))
    })
    const hasBody = request.headers["content-length"] !== undefined
    agent.dispatch(
      {
        origin,
        path: request.url ?? "/",
        method: request.method ?? "GET",
        headers: headers as Record<string, string>, // as Node gives them
        body: hasBody ? request : null
      },
      {
        onRequestStart: (started) => {
          controller = started
          if (response.destroyed) started.abort(new Error("the client left"))
        },
        onResponseStart: (_, status, answered) => {
          delete answered["connection"]
          delete answered["keep-alive"]
          delete answered["transfer-encoding"]
          response.writeHead(status, answered)
        },
        onResponseData: (paused, piece) => {
          if (response.write(piece)) return
          paused.pause()
          response.once("drain", () => paused.resume())
        },
        onResponseEnd: () => response.end(),
        onResponseError: () => {
          if (!response.headersSent) response.writeHead(502)
          response.end()
        }
      }
    )
  }
}

const startDispatch = () => {
  const pass = passer()
  createServer((request, response) => {
    const { connection: _, ...headers } = request.headers
    pass(request, response, headers)
  }).listen(Number(port), "127.0.0.1", ready)
}

const official = ({ accessKey, secretKey }: (typeof keys)[keyof typeof keys]) =>
  new BasicCredentials().withAk(accessKey).withSk(secretKey)
const caller = official(keys.caller)
const own = official(keys.upstream)

const signed = (
  request: IncomingMessage,
  headers: Record<string, string>,
  by: typeof caller,
  host: string
) => {
  const url = new URL(request.url ?? "/", `http://${host}`)
  return AKSKSigner.sign(
    {
      method: request.method ?? "GET",
      endpoint: `http://${host}${url.pathname}`,
      url: url.pathname,
      queryParams: Object.fromEntries(url.searchParams),
      headers,
      data: undefined
    },
    by
  )
}

/** Verifies and signs as one would with the official SDK's signer: by signing twice. */
const startOfficial = () => {
  const pass = passer()
  createServer((request, response) => {
    const { authorization = "", host = "", region = "" } = request.headers
    const date = request.headers["x-sdk-date"]
    const headers = { region: String(region), "X-Sdk-Date": String(date) }
    const expected = date === undefined ? undefined : signed(request, headers, caller, host)
    if ((expected && Object(expected).Authorization) !== authorization)
      return response.writeHead(401).end()
    const upstream = `127.0.0.1:${upstreamPort}`
    const proof = signed(request, { region: String(region) }, own, upstream)
    return pass(request, response, { ...proof, region: String(region), host: upstream })
  }).listen(Number(port), "127.0.0.1", ready)
}

const startFastify = async () => {
  const app = fastify()
  await app.register(fastifyProxy, { upstream: origin, undici: { connections } })
  await app.listen({ port: Number(port), host: "127.0.0.1" })
  ready()
}

const startHttpProxy = () => {
  const agent = new HttpAgent({ keepAlive: true, maxSockets: connections })
  const proxy = createProxyServer({ target: origin, agent })
  proxy.on("error", () => {}) // a client of the load tool left
  createServer((request, response) => proxy.web(request, response)).listen(
    Number(port),
    "127.0.0.1",
    ready
  )
}

const ready = () => void process.stdout.write("ready\n")

const start: Readonly<Record<string, () => unknown>> = {
  dispatch: startDispatch,
  fastify: startFastify,
  "http-proxy-3": startHttpProxy,
  official: startOfficial
}

await start[name]?.()
