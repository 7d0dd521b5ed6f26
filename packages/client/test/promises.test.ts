import { Clock, Effect, Fiber, Redacted } from "effect"
import { parseSdkDate } from "@codearts/signing"
import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import { describe, expect, it } from "vitest"
import answers from "./answers.json" with { type: "json" }
import { callers, secrets } from "./callers.ts"
import { answerAsDocumented, clientOf, list, remove } from "./client.ts"
import { atBeginning, beginning, live, passing } from "./run.ts"
import { httpServer, json, socketServer } from "./server.ts"

// C1, C2 and C5 are in faults.test.ts, C10 in Client.test.ts: each is found by its number.

const hour = 3_600_000

describe("C3: Retry-After", () => {
  it(
    "in both forms is never undercut, is believed up to an hour, and is not waited for past the deadline",
    atBeginning(function* () {
      const clock = yield* Clock.Clock
      for (const [asked, wait] of [
        ["7", 7000],
        ["Mon, 25 May 2026 08:10:00 GMT", 600_000],
        ["86400", hour]
      ] as const) {
        const times: Array<number> = []
        const { url } = yield* httpServer((response, request, count) => {
          times.push(clock.currentTimeMillisUnsafe())
          if (count > 1) return answerAsDocumented(response, request)
          const Date = "Mon, 25 May 2026 08:00:00 GMT"
          return json(response, "", 503, { "Retry-After": asked, Date })
        })
        const patient = yield* clientOf(url, { deadline: 3 * hour })
        expect(yield* passing(list(patient), 30_000)).toEqual(answers.list)
        const [first = 0, second = 0] = times
        expect(second - first).toBeGreaterThanOrEqual(wait)
        expect(second - first).toBeLessThan(wait + 32_000)
      }
      const { received, url } = yield* httpServer((response) =>
        json(response, "", 503, { "Retry-After": "31" })
      )
      expect(yield* Effect.flip(list(yield* clientOf(url)))).toMatchObject({ status: 503 })
      expect(received).toHaveLength(1)
    })
  )
})

describe("C4 F15: an outage", () => {
  it(
    "of thirty seconds in which every call fails is asked 1.2 times a call at most",
    atBeginning(function* () {
      const { received, url } = yield* httpServer((response) => json(response, "", 503))
      const client = yield* clientOf(url)
      const calls: Array<Fiber.Fiber<unknown, unknown>> = []
      for (let second = 0; second < 30; second += 1) {
        for (let call = 0; call < 10; call += 1) {
          calls.push(yield* Effect.forkChild(Effect.flip(list(client)), { startImmediately: true }))
        }
        yield* passing(Effect.sleep(1000))
      }
      yield* passing(Fiber.joinAll(calls))
      expect(calls).toHaveLength(300)
      expect(received.length).toBeGreaterThan(300)
      expect(received.length / calls.length).toBeLessThanOrEqual(1.2)
    })
  )
})

const minute = 60_000

/** A server that takes signatures of its own time, give or take 15 minutes. */
const punctual = (now: () => number) =>
  httpServer((response, request) => {
    const signedAt = parseSdkDate(String(request.headers["x-sdk-date"]))?.getTime() ?? 0
    response.setHeader("Date", new Date(now()).toUTCString())
    if (Math.abs(signedAt - now()) <= 15 * minute) return answerAsDocumented(response, request)
    const error_msg = "Incorrect IAM authentication information: signature expired"
    return json(response, { error_code: "APIGW.0301", error_msg }, 401)
  })

describe("C6 F26: a clock of this machine", () => {
  for (const [what, offset] of [
    ["16 minutes behind", -16 * minute],
    ["16 minutes ahead", 16 * minute],
    ["10 hours behind", -10 * hour],
    ["10 hours ahead", 10 * hour]
  ] as const) {
    it(
      `that is ${what} costs one more request, once`,
      atBeginning(function* () {
        const { received, url } = yield* punctual(() => beginning - offset)
        const client = yield* clientOf(url)
        for (let call = 0; call < 3; call += 1) {
          expect(yield* list(client)).toEqual(answers.list)
        }
        yield* passing(remove(client))
        expect(received).toHaveLength(5)
      })
    )
  }

  it(
    "is not set by the Date of a success, which nobody proved",
    atBeginning(function* () {
      const { received, url } = yield* httpServer((response, request) => {
        response.setHeader("Date", new Date(beginning + hour).toUTCString())
        answerAsDocumented(response, request)
      })
      const client = yield* clientOf(url)
      yield* list(client)
      yield* list(client)
      const signed = received.map(({ headers }) => String(headers["x-sdk-date"]))
      expect(signed).toEqual(["20260525T080000Z", "20260525T080000Z"])
    })
  )
})

describe("C7: a 401", () => {
  const refused = { error_code: "APIGW.0301", error_msg: "verify aksk signature fail" }

  it(
    "after a signature ends the call: no key is locked by its own client",
    live(function* () {
      const { received, url } = yield* httpServer((response) => json(response, refused, 401))
      for (const credentials of [callers.accessKey, callers.temporary]) {
        const failure = yield* Effect.flip(remove(yield* clientOf(url, { credentials })))
        expect(failure).toMatchObject({ _tag: "Unauthorized" })
      }
      expect(received).toHaveLength(2)
    })
  )

  it(
    "F21: after a token has it renewed once and the call made once more; a second is told",
    live(function* () {
      for (const [refusals, outcome] of [
        [1, "done"],
        [2, "Unauthorized"]
      ] as const) {
        let left: number = refusals
        const { received, url } = yield* httpServer((response, request) => {
          if (request.method === "POST") return answerAsDocumented(response, request)
          left -= 1
          return left < 0
            ? answerAsDocumented(response, request)
            : json(response, { error_code: "APIGW.0301", error_msg: "token expires" }, 401)
        })
        const client = yield* clientOf(url, { credentials: callers.password })
        const told = yield* Effect.match(remove(client), {
          onFailure: ({ _tag }) => _tag,
          onSuccess: () => "done"
        })
        expect(told).toBe(outcome)
        const sent = received.map(({ method }) => method)
        expect(sent).toEqual(["POST", "DELETE", "POST", "DELETE"])
      }
    })
  )
})

const run = promisify(execFile)

interface Measured {
  readonly path: string
  readonly _tag: string
  readonly grownMiB: number
  readonly blockedMs: number
}

const gibibyte = 1_073_741_824
const chunk = Buffer.alloc(65_536, "[")

const hostile: Readonly<Record<string, Buffer | string>> = {
  "/warm": "{}",
  "/deep": "[".repeat(1_000_000),
  "/deep-and-closed": `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`,
  "/not-utf8": Buffer.from([0x22, 0xff, 0x22]),
  "/a-name-twice": '{"data":{"vpceps":[]},"total":1,"total":0}',
  "/many-names": `{${Array.from({ length: 200_000 }, (_, at) => `"n${at}":0`).join()},"n0":1}`
}

describe("C8: an answer of", () => {
  it(
    "1 GiB, a thousand encodings, a million levels, no UTF-8 or a name twice: a typed error, 64 MiB, 250 ms",
    live(function* () {
      const { url } = yield* httpServer((response, { target }) => {
        const path = target.slice(0, target.indexOf("/v2"))
        if (path === "/large") {
          response.writeHead(200, { "content-length": gibibyte })
          const more = () => {
            while (!response.destroyed && response.write(chunk));
          }
          response.on("drain", more)
          more()
        } else if (path === "/encoded") {
          response.writeHead(200, { "content-encoding": `${"gzip, ".repeat(999)}gzip` }).end("x")
        } else response.writeHead(200).end(hostile[path])
      })
      const paths = ["/large", "/encoded", ...Object.keys(hostile).slice(1)]
      const script = join(import.meta.dirname, "hostileAnswers.ts")
      const { stdout } = yield* Effect.promise(() => run(process.execPath, [script, url, ...paths]))
      const measured: ReadonlyArray<Measured> = JSON.parse(stdout)
      expect(measured.map(({ _tag, path }) => [path, _tag])).toEqual(
        paths.map((path) => [path, path === "/large" ? "NoAnswer" : "UnreadableAnswer"])
      )
      expect(measured.filter(({ grownMiB }) => grownMiB > 64)).toEqual([])
      expect(measured.filter(({ blockedMs }) => blockedMs > 250)).toEqual([])
    }),
    30_000
  )
})

describe("C9: the document's own odd data", () => {
  it(
    "does not fail a list: a time that is none, no status, a field and a region nobody knows",
    live(function* () {
      const vpcep = {
        vpcep_id: "vp-1",
        create_time: "2026-05-02T14:20:001Z",
        region: "xx-nowhere-99",
        colour: "blue"
      }
      const odd = { data: { vpceps: [vpcep], more: true }, total: 1 }
      const { url } = yield* httpServer((response) => json(response, odd))
      expect(yield* list(yield* clientOf(url))).toMatchObject({ data: { vpceps: [vpcep] } })
    })
  )
})

describe("C11 F36: credentials", () => {
  for (const status of [301, 302, 303, 307, 308]) {
    it(
      `never leave their origin: ${status} to another host is an error, and nothing is sent there`,
      live(function* () {
        const other = yield* socketServer(() => {})
        const { received, url } = yield* httpServer((response) =>
          json(response, "", status, { Location: `${other.url}/v2/vpceps` })
        )
        for (const credentials of Object.values(callers)) {
          const client = yield* clientOf(url, { credentials })
          expect(yield* Effect.flip(list(client))).toMatchObject({ status })
        }
        expect(received.length).toBeGreaterThanOrEqual(4)
        expect(other.heads).toEqual([])
      })
    )
  }

  it(
    "are sent over plain http to this machine only",
    live(function* () {
      for (const endpoint of [
        "http://example.com",
        "http://10.0.0.1",
        "http://localhost.example"
      ]) {
        expect(yield* Effect.flip(clientOf(endpoint))).toMatchObject({ _tag: "InvalidEndpoint" })
      }
    })
  )

  it("no test here uses a secret that would not be seen", () =>
    expect(Redacted.value(callers.accessKey.secretKey)).toBe(secrets.secretKey))
})
