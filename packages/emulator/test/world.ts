import type { ReceivedRequest } from "@codearts/ingress"
import { type Credentials, sign } from "@codearts/signing"
import { Clock, Effect, type Scope } from "effect"
import { TestClock } from "effect/testing"
import { copyFileSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll } from "vitest"
import { type AdminClient, adminClient } from "../src/admin/index.ts"
import { dispatcher, type Emulator, make, type Seed } from "../src/index.ts"
import seedFile from "./world.seed.json" with { type: "json" }

export const seed: Seed = seedFile

/** When every test begins. */
export const beginning = Date.parse("2026-05-25T08:00:00Z")

export const region = "ap-southeast-3"

const key = (accessKey: string): Credentials => ({
  accessKey,
  secretKey: `${accessKey.toLowerCase()}-secret`
})

export const keys = {
  owner: key("OWNER"),
  admin: key("ADMIN"),
  sdk: key("SDK"),
  disabled: key("DISABLED"),
  temporary: { ...key("TEMPORARY"), securityToken: "temporary-token" },
  guest: key("GUEST"),
  other: key("OTHER"),
  empty: key("EMPTY"),
  unknown: key("UNKNOWN")
}

/** A request as a test writes it down. */
export interface Wanted {
  readonly method?: string
  readonly target: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent too, but no signature speaks for them. */
  readonly unsigned?: Readonly<Record<string, string>>
  /** Text and bytes as they are, all else as JSON. */
  readonly body?: unknown
  /** Who sends it: a key that signs, or a token. */
  readonly by?: Credentials | string
  /** When it is signed, if not now. */
  readonly date?: Date
}

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** Read as what the test expects it to be. */
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any
}

const host = "codearts-devuc.ap-southeast-3.myhuaweicloud.com"

const bytesOf = (body: unknown): Buffer => {
  if (body === undefined) return Buffer.alloc(0)
  if (typeof body === "string" || body instanceof Uint8Array) return Buffer.from(body)
  return Buffer.from(JSON.stringify(body))
}

const credentialHeaders = (
  wanted: Wanted,
  headers: Array<[string, string]>,
  body: Buffer,
  now: Date
) => {
  const { by, method = "GET", target } = wanted
  if (by === undefined) return []
  if (typeof by === "string") return [["X-Auth-Token", by] as const]
  const url = `https://${host}${target}`
  return sign({ method, url, headers, body }, by, wanted.date ?? now).headers.filter(
    ([name]) => name !== "host"
  )
}

const json = { "Content-Type": "application/json" }

/** What the listener would hand over for it. */
export const received = (wanted: Wanted, now: Date): ReceivedRequest => {
  const { method = "GET", target } = wanted
  const body = bytesOf(wanted.body)
  const headers = Object.entries({
    Host: host,
    ...(body.length > 0 && wanted.unsigned?.["Content-Type"] === undefined && json),
    ...wanted.headers
  })
  const unsigned = Object.entries(wanted.unsigned ?? {})
  const [path = "", query = ""] = target.split("?", 2)
  return {
    method,
    target,
    path,
    query,
    headers: [...headers, ...unsigned, ...credentialHeaders(wanted, headers, body, now)],
    body,
    requestId: "0123456789abcdef0123456789abcdef",
    remoteAddress: "127.0.0.1",
    signal: new AbortController().signal
  }
}

export const send = Effect.fnUntraced(function* (emulator: Emulator, request: ReceivedRequest) {
  const answer = yield* Effect.orDie(emulator.handle(request)) // no test of this kind asks for a fault
  const text = String(answer.body)
  const reply: Reply = {
    status: answer.status,
    headers: Object.fromEntries(answer.headers.map(([name, value]) => [name.toLowerCase(), value])),
    text,
    body: text === "" ? undefined : JSON.parse(text)
  }
  return reply
})

/** A world that one test has for itself. */
export interface World {
  readonly emulator: Emulator
  readonly admin: AdminClient
  readonly send: (wanted: Wanted) => Effect.Effect<Reply>
  /** The ids in a tenant's list, each with its region. */
  readonly entries: (by?: Credentials) => Effect.Effect<ReadonlyArray<string>>
}

const tenants: Readonly<Record<string, string>> = { OTHER: "tenant-b", EMPTY: "tenant-empty" }

export const worldOf = (emulator: Emulator): World => {
  const sendNow = Effect.fnUntraced(function* (wanted: Wanted) {
    const now = new Date(yield* Clock.currentTimeMillis)
    return yield* send(emulator, received(wanted, now))
  })
  return {
    emulator,
    admin: adminClient({
      url: "http://emulator",
      dispatcher: dispatcher({ handle: emulator.admin })
    }),
    send: sendNow,
    entries: (by = keys.owner) =>
      sendNow({
        target: `/v2/vpceps?enterprise_id=${tenants[by.accessKey] ?? "tenant-a"}&limit=100`,
        headers: { region },
        by
      }).pipe(
        Effect.map(({ body }) =>
          body.data.vpceps.map(
            (vpcep: Readonly<Record<string, string>>) => `${vpcep["vpcep_id"]} ${vpcep["region"]}`
          )
        )
      )
  }
}

export const directory = mkdtempSync(join(tmpdir(), "codearts-emulator-"))
afterAll(() => rmSync(directory, { recursive: true }))

let files = 0
export const newFile = () => join(directory, `${(files += 1)}.db`)

// Hashing the passwords of a seed takes a while, so each test gets a copy of one store.
let template: Promise<string> | undefined
const makeTemplate = async () => {
  const filename = newFile()
  await Effect.runPromise(Effect.scoped(make({ filename, seed })))
  return filename
}

/** The file of a store of one's own that has the seed already. */
export const copyOfTemplate = Effect.promise(async () => {
  template ??= makeTemplate()
  const filename = newFile()
  copyFileSync(await template, filename)
  return filename
})

/** A test whose virtual time begins at `beginning`. */
export const atBeginning = (test: () => Effect.fn.Return<unknown, unknown, Scope.Scope>) => () =>
  Effect.andThen(TestClock.setTime(beginning), Effect.gen(test)).pipe(
    Effect.scoped,
    Effect.provide(TestClock.layer()),
    Effect.runPromise
  )

/** A test in a world of its own, whose time stands still unless the test moves it. */
export const inWorld = (test: (world: World) => Effect.fn.Return<unknown, unknown, Scope.Scope>) =>
  atBeginning(function* () {
    const emulator = yield* make({ filename: yield* copyOfTemplate })
    yield* Effect.gen(() => test(worldOf(emulator)))
  })
