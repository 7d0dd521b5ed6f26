import { sign } from "@codearts/signing"
import { Effect, Exit, Scope } from "effect"
import { Agent, request } from "undici"
import { afterAll, describe, expect, it } from "vitest"
import { make, serve } from "../src/index.ts"
import { installations, startPostgres } from "./postgres.ts"
import { wideIds, wideKey, wideSeed } from "./wideSeed.ts"
import { region } from "./world.ts"

const agent = new Agent({ connections: 8 })
afterAll(() => agent.close())

/** One of several emulators over one database, until it is stopped. */
const startReplica = async (filename: string, host: string, port: number) => {
  const scope = Scope.makeUnsafe()
  const { url } = await make({ filename, seed: wideSeed(20) }).pipe(
    Effect.flatMap((emulator) => serve(emulator, { host, port })),
    Scope.provide(scope),
    Effect.runPromise
  )
  return { url, stop: () => Effect.runPromise(Scope.close(scope, Exit.void)) }
}

/** A deletion as whoever captured it has it: signed once, for the name that all replicas share. */
const captured = (port: string, id: string) => {
  const host = `localhost:${port}`
  const body = JSON.stringify({ vpceps: [{ vpcep_id: id }] })
  const plain = { region, "content-type": "application/json" }
  const signed = sign(
    { method: "DELETE", url: `http://${host}/v2/vpceps`, headers: Object.entries(plain), body },
    wideKey,
    new Date()
  )
  const headers = { ...plain, host, ...Object.fromEntries(signed.headers) }
  return async (origin: string): Promise<string> => {
    const options = { method: "DELETE", headers, body, dispatcher: agent } as const
    const answer = await request(`${origin}/v2/vpceps`, options)
    const { error_code = "" } = JSON.parse(await answer.body.text())
    return `${answer.statusCode} ${error_code}`.trim()
  }
}

const counted = (told: ReadonlyArray<string>) =>
  Object.fromEntries([...Map.groupBy(told, (each) => each)].map(([key, of]) => [key, of.length]))

describe("a captured deletion, sent a thousand times to two replicas over one PostgreSQL", () => {
  const [installation] = installations

  it("is carried out once, also when a replica is started anew", async ({ skip }) => {
    if (installation === undefined) return skip("there is no PostgreSQL for this machine")
    const server = await startPostgres(installation)
    const filename = await server.newDatabase()
    const first = await startReplica(filename, "127.0.0.1", 0)
    const { port } = new URL(first.url)
    const other = await startReplica(filename, "127.0.0.2", Number(port))
    const send = captured(port, wideIds(1)[0] ?? "")
    const everywhere = [first.url, other.url]
    const sent = (amount: number) =>
      Promise.all(Array.from({ length: amount }, (_, index) => send(everywhere[index % 2] ?? "")))

    expect(counted(await sent(500))).toEqual({ "200": 1, "409 UC.00011022": 499 })
    await other.stop()
    const again = await startReplica(filename, "127.0.0.2", Number(port))
    expect(counted(await sent(500))).toEqual({ "409 UC.00011022": 500 })
    expect(
      await server.query(filename, "SELECT CAST(count(*) AS INTEGER) AS rows FROM audit")
    ).toEqual([{ rows: 1 }])
    for (const replica of [first, again]) await replica.stop()
    await server.stop()
  }, 120_000)
})
