import { Effect } from "effect"
import { createServer } from "node:http"
import type { Socket } from "node:net"
import { inspect } from "node:util"
import { describe, expect, it } from "vitest"
import answers from "../test/answers.json" with { type: "json" }
import { callers, deleteInput, listInput, region, secrets } from "../test/callers.ts"
import { healthy } from "../test/client.ts"
import { live } from "../test/run.ts"
import { httpServer, json, socketServer, whenClosed } from "../test/server.ts"
import { connect, defaultChain, NoCredentials, OutcomeUnknown, secret } from "./promise.ts"

const connected = (endpoint: string) =>
  Effect.acquireRelease(
    Effect.promise(() => connect({ credentials: callers.accessKey, region, endpoint })),
    (client) => Effect.promise(() => client.close())
  )

const rejection = (promise: Promise<unknown>) =>
  Effect.promise(() =>
    promise.then(
      () => undefined,
      (reason: unknown) => reason
    )
  )

describe("the client of promises", () => {
  it(
    "answers as the client of effects does",
    live(function* () {
      const { url } = yield* healthy
      const client = yield* connected(url)
      expect(yield* Effect.promise(() => client.listVpcepAccessControlRecords(listInput))).toEqual(
        answers.list
      )
      const { data } = yield* Effect.promise(() => client.listAll(listInput))
      expect(data.vpceps).toEqual(answers.list.data.vpceps)
      const entries: Array<unknown> = []
      yield* Effect.promise(async () => {
        for await (const entry of client.listItems(listInput)) entries.push(entry)
      })
      expect(entries).toEqual(answers.list.data.vpceps)
    })
  )

  it(
    "finds the project of a region and the account, each looked up once",
    live(function* () {
      const { received, url } = yield* httpServer((response, { target }) =>
        json(
          response,
          target === "/v3/auth/domains"
            ? { domains: [{ id: "account-1", name: "account" }] }
            : answers.projects
        )
      )
      const client = yield* connected(url)
      for (let round = 0; round < 2; round += 1) {
        const project = yield* Effect.promise(() => client.findProject(region))
        const account = yield* Effect.promise(() => client.findAccount())
        expect([project.name, account.id]).toEqual([region, "account-1"])
      }
      expect(received).toHaveLength(2)
    })
  )

  it(
    "looks for credentials where it is told to, and rejects with the report of each source",
    live(function* () {
      const { received, url } = yield* healthy
      const environment = { HUAWEICLOUD_SDK_AK: "AK" }
      const credentials = defaultChain({ environment, home: "/nowhere" })
      const client = yield* Effect.promise(() => connect({ credentials, region, endpoint: url }))
      const reason = yield* rejection(client.listAll(listInput))
      yield* Effect.promise(() => client.close())
      expect(reason).toBeInstanceOf(NoCredentials)
      expect(String(reason)).toContain("HUAWEICLOUD_SDK_SK")
      expect(received).toEqual([])
    })
  )

  it(
    "rejects with the typed failure itself",
    live(function* () {
      const { url } = yield* socketServer((socket) => socket.resetAndDestroy())
      const client = yield* connected(url)
      const reason = yield* rejection(client.deleteVpcepAccessControlRecords(deleteInput))
      expect(reason).toBeInstanceOf(OutcomeUnknown)
    })
  )

  it(
    "is not made with what no client is made with",
    live(function* () {
      const endpoint = "http://example.com"
      const reason = yield* rejection(connect({ credentials: callers.accessKey, region, endpoint }))
      expect(reason).toMatchObject({ _tag: "InvalidEndpoint" })
    })
  )

  it(
    "ends a call at once when its signal aborts, with the signal's reason",
    live(function* () {
      const arrived = Promise.withResolvers<Socket>()
      const { url } = yield* socketServer(arrived.resolve)
      const client = yield* connected(url)
      const controller = new AbortController()
      const calling = client.listAll(listInput, { signal: controller.signal })
      const socket = yield* Effect.promise(() => arrived.promise)
      controller.abort(new Error("enough"))
      expect(yield* rejection(calling)).toEqual(new Error("enough"))
      yield* whenClosed(socket)
    })
  )

  it(
    "ends a pause before a retry too",
    live(function* () {
      const controller = new AbortController()
      const { received, url } = yield* httpServer((response) => {
        response.once("close", () => setImmediate(() => controller.abort()))
        json(response, "", 503)
      })
      const client = yield* connected(url)
      const reason = yield* rejection(client.listAll(listInput, { signal: controller.signal }))
      expect(reason).toMatchObject({ name: "AbortError" })
      expect(received).toHaveLength(1)
    })
  )

  it("closes its connections when it is closed", async () => {
    const sockets: Array<Socket> = []
    const server = createServer((_, response) => json(response, answers.list))
    server.on("connection", (socket) => sockets.push(socket))
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        resolve(typeof address === "object" && address !== null ? address.port : 0)
      })
    })
    {
      const endpoint = `http://127.0.0.1:${port}`
      await using client = await connect({ credentials: callers.accessKey, region, endpoint })
      await client.listAll(listInput)
    }
    await Effect.runPromise(Effect.forEach(sockets, whenClosed))
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true])
    server.close()
  })
})

describe("a secret", () => {
  it("is not printed", () => {
    const kept = secret(secrets.secretKey)
    expect(JSON.stringify(kept) + inspect(kept)).not.toContain(secrets.secretKey)
  })
})
