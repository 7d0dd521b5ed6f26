import { Effect, type Scope } from "effect"
import { inspect } from "node:util"
import { describe, expect, it } from "vitest"
import { type Credentials, type Failure, IncompleteList, make, type Options } from "../src/index.ts"
import { callers, region, secrets } from "./callers.ts"
import { list, remove } from "./client.ts"
import { live } from "./run.ts"
import { httpServer, json, socketServer } from "./server.ts"

/** Every way a value can come to be printed. */
const printed = (value: unknown): string => {
  const error = value instanceof Error ? [value.message, value.stack, String(value)] : []
  const cause = value instanceof Error && value.cause !== undefined ? printed(value.cause) : ""
  return [
    ...error,
    cause,
    JSON.stringify(value),
    inspect(value, { depth: Infinity, showHidden: true, getters: true })
  ].join("\n")
}

const expectNoSecret = (value: unknown) => {
  const text = printed(value)
  for (const secret of Object.values(secrets)) expect(text).not.toContain(secret)
}

type Endpoint = Effect.Effect<{ readonly url: string }, never, Scope.Scope>

// A server at its worst repeats the headers it was sent, wherever it can.
const echoing = (status: number): Endpoint =>
  httpServer((response, { headers }) => {
    const error_msg = `verify aksk signature fail, canonicalRequest:${JSON.stringify(headers)}`
    json(response, { error_code: "APIGW.0301", error_msg }, status)
  })

const servers: Readonly<Record<string, Endpoint>> = {
  "repeats the request in a refusal": echoing(401),
  "repeats the request in a success that is none": echoing(200),
  "repeats the request as text": httpServer((response, { headers }) => {
    response.writeHead(502).end(Object.values(headers).join("\n"))
  }),
  redirects: httpServer((response) => json(response, "", 307, { Location: "https://example.com" })),
  "cuts the connection": socketServer((socket) => socket.resetAndDestroy()),
  "lets the deadline pass": socketServer(() => {}),
  "is not there": Effect.scoped(httpServer(() => {}))
}

const refusedBy = Effect.fnUntraced(function* (server: Endpoint, credentials: Credentials) {
  const { url } = yield* server
  const client = yield* make({ credentials, region, endpoint: url, deadline: 60 })
  return [yield* Effect.flip(list(client)), yield* Effect.flip(remove(client))]
})

describe("no secret is in the failure of a call to a server that", () => {
  for (const [what, server] of Object.entries(servers)) {
    for (const [kind, credentials] of Object.entries(callers)) {
      it(
        `${what}, made with ${kind} credentials`,
        live(function* () {
          const failures: ReadonlyArray<Failure> = yield* refusedBy(server, credentials)
          for (const failure of failures) expectNoSecret(failure)
        })
      )
    }
  }
})

describe("no secret is in", () => {
  it("what a client is set up with", () => {
    for (const credentials of Object.values(callers)) {
      expectNoSecret({ credentials, region } satisfies Options)
    }
  })

  it(
    "a client",
    live(function* () {
      for (const credentials of Object.values(callers)) {
        expectNoSecret(yield* make({ credentials, region }))
      }
    })
  )

  it("the failure of a list that is incomplete", () =>
    expectNoSecret(new IncompleteList({ reason: "it changed", read: 1, total: 2 })))

  it(
    "the refusal of an endpoint that holds a password",
    live(function* () {
      for (const endpoint of [
        `https://user:${secrets.password}@example.com`,
        `https://user:${secrets.password}@example.com:99999`
      ]) {
        const options = { credentials: callers.accessKey, region, endpoint }
        expectNoSecret(yield* Effect.flip(make(options)))
      }
    })
  )
})
