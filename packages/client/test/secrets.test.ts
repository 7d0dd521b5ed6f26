import { Effect, type Scope } from "effect"
import { describe, expect, it } from "vitest"
import { type Credentials, type Failure, make, type Options } from "../src/index.ts"
import { callers, region, secrets } from "./callers.ts"
import { list, remove } from "./client.ts"
import { printed } from "./printed.ts"
import { hurried, live } from "./run.ts"
import { httpServer, json, socketServer } from "./server.ts"

/** The names of the secrets that a value tells. */
const told = (value: unknown) => {
  const text = printed(value)
  return Object.entries(secrets).flatMap(([name, secret]) => (text.includes(secret) ? [name] : []))
}

type Endpoint = Effect.Effect<{ readonly url: string }, never, Scope.Scope>

// A server at its worst repeats the headers it was sent, wherever it can.
const echoing = (status: number): Endpoint =>
  httpServer((response, { headers }) => {
    const error_msg = `verify aksk signature fail, canonicalRequest:${JSON.stringify(headers)}`
    json(response, { error_code: "APIGW.0301", error_msg }, status)
  })

const silent: Endpoint = socketServer(() => {})

const servers: Readonly<Record<string, Endpoint>> = {
  "repeats the request in a refusal": echoing(401),
  "repeats the request in a success that is none": echoing(200),
  "repeats the request as text": httpServer((response, { headers }) => {
    response.writeHead(502).end(Object.values(headers).join("\n"))
  }),
  redirects: httpServer((response) => json(response, "", 307, { Location: "https://example.com" })),
  "cuts the connection": socketServer((socket) => socket.resetAndDestroy()),
  "lets the deadline pass": silent,
  "is not there": Effect.scoped(httpServer(() => {}))
}

const refusedBy = Effect.fnUntraced(function* (server: Endpoint, credentials: Credentials) {
  const { url } = yield* server
  const deadline = server === silent ? 5000 : 600_000
  const client = yield* make({ credentials, region, endpoint: url, deadline })
  return [yield* Effect.flip(list(client)), yield* Effect.flip(remove(client))]
})

describe("no secret is in the failure of a call to a server that", () => {
  for (const [what, server] of Object.entries(servers)) {
    for (const [kind, credentials] of Object.entries(callers)) {
      it(
        `${what}, made with ${kind} credentials`,
        hurried(function* () {
          const failures: ReadonlyArray<Failure> = yield* refusedBy(server, credentials)
          expect(failures.map(told)).toEqual([[], []])
        })
      )
    }
  }
})

describe("no secret is in", () => {
  for (const [kind, credentials] of Object.entries(callers)) {
    it(
      `${kind} credentials, nor in a client of them`,
      live(function* () {
        const options: Options = { credentials, region }
        expect(told(options)).toEqual([])
        expect(told(yield* make(options))).toEqual([])
      })
    )
  }

  for (const host of ["example.com", "example.com:99999"]) {
    it(
      `the refusal of an endpoint that holds a password for ${host}`,
      live(function* () {
        const endpoint = `https://user:${secrets.password}@${host}`
        const refused = yield* Effect.flip(
          make({ credentials: callers.accessKey, region, endpoint })
        )
        expect(refused._tag).toBe("InvalidEndpoint")
        expect(told(refused)).toEqual([])
      })
    )
  }

  it("but a secret in a failure would be seen, wherever it was", () => {
    const cause = new Error(secrets.token)
    expect(told(new Error("refused", { cause }))).toEqual(["token"])
    expect(told({ deep: [{ secretKey: secrets.secretKey }] })).toEqual(["secretKey"])
  })
})
