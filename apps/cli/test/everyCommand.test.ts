import { dispatcher, make, sampleSeed } from "@codearts/emulator"
import { Effect, Exit, Scope } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { everyCommand, everyHelp } from "../src/everyHelp.ts"
import { allowListFor, keyPair, tenants } from "./accessWorld.ts"
import { codearts, environment, ids, type Outcome } from "./codearts.ts"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parse } from "yaml"
import { testKeyring } from "./keyring.ts"

const secret = environment["HUAWEICLOUD_SDK_SK"] ?? ""
const adminToken = "canary-of-the-admin-token"
const home = mkdtempSync(join(tmpdir(), "codearts-every-"))
const at = (name: string) => join(home, name)

const scope = Scope.makeUnsafe()
const emulator = await Effect.runPromise(
  make({ filename: ":memory:", seed: sampleSeed }).pipe(Scope.provide(scope))
)
const ofAdmin = dispatcher({ handle: emulator.admin })
const ofApi = dispatcher({ handle: emulator.handle })
const { keyring } = testKeyring()

/** Runs a line as somebody who has set up everything; a second one finds what the first left. */
const run = (line: string): Promise<Outcome> =>
  codearts(line.split(" "), {
    server: line.startsWith("emulator") ? ofAdmin : ofApi,
    keyring,
    stdin: "the-piped-secret",
    env: { HOME: home, CODEARTS_ADMIN_TOKEN: adminToken, FORCE_COLOR: "0" }
  })

beforeAll(() => {
  const [mine, other] = [keyPair(), keyPair()]
  const approvals = { above: 0, approvers: [{ name: "Second", key: other.key }] }
  writeFileSync(at("me.pem"), mine.pem, { mode: 0o600 })
  writeFileSync(at("other.pem"), other.pem, { mode: 0o600 })
  const leftOut = (id: string) => id === ids[6]
  writeFileSync(at("list.yaml"), allowListFor(tenants, leftOut, { approvals }))
  writeFileSync(
    at("prune.yaml"),
    allowListFor(tenants, (id) => id === ids[5], {})
  )
  writeFileSync(at("seed.json"), JSON.stringify(sampleSeed))
  const signed = "host:vpcep.example.com|x-sdk-date:20260525T093015Z||host;x-sdk-date"
  const nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  const echo = `canonicalRequest:GET|/v2/elsewhere/||${signed}|${nothing}`
  const error_msg = `verify aksk signature fail, ${echo}`
  writeFileSync(at("answer.json"), JSON.stringify({ error_code: "APIGW.0301", error_msg }))
  mkdirSync(at(".huaweicloud"))
  writeFileSync(at(".huaweicloud/credentials"), `[basic]\nak = AK\nsk = ${secret}\n`, {
    mode: 0o600
  })
})

afterAll(async () => {
  rmSync(home, { recursive: true })
  await Effect.runPromise(Scope.close(scope, Exit.void))
})

const url = "https://vpcep.example.com/v2/vpceps"
const access = `--key ${at("me.pem")} --allow-list ${at("list.yaml")}`

/** Of each command a line that does what it is for, with how it ends, and one that cannot. */
interface Row {
  readonly ok: string
  /** 0 where it is not said. */
  readonly status?: number
  readonly failing: string
  readonly refused: number
}

/** In an order in which each finds what it needs; what deletes comes last. */
const rows: Readonly<Record<string, Row>> = {
  "vpcep list": { ok: "", failing: "--limit 0", refused: 2 },
  "vpcep show": { ok: `${ids[0]}`, failing: "no-such-id", refused: 1 },
  "project list": { ok: "", failing: "--region", refused: 2 },
  "region list": { ok: "", failing: "one-too-many", refused: 2 },
  api: {
    ok: `GET /v2/vpceps?enterprise_id=${environment["CODEARTS_ENTERPRISE_ID"]}`,
    failing: "GET https://elsewhere.example/",
    refused: 2
  },
  "error explain": { ok: "UC.00011005", failing: "UC.1", refused: 2 },
  "error list": { ok: "", failing: "--family none", refused: 2 },
  "error search": { ok: "token", failing: "xyzzy", refused: 1 },
  "status explain": { ok: "409", failing: "none", refused: 2 },
  sign: { ok: `GET ${url}`, failing: "GET not-a-url", refused: 2 },
  "sign diff": {
    ok: `GET ${url} --file ${at("answer.json")}`,
    status: 3,
    failing: `GET ${url} --file ${at("none")}`,
    refused: 2
  },
  "sign verify": { ok: `GET ${url}`, status: 4, failing: "GET", refused: 2 },
  "profile set": { ok: "work --region r", failing: "work --region ???", refused: 2 },
  "profile use": { ok: "work", failing: "none", refused: 2 },
  "profile list": { ok: "", failing: "one-too-many", refused: 2 },
  "profile show": { ok: "work", failing: "none", refused: 2 },
  "profile import": { ok: "sdk", failing: "elsewhere", refused: 2 },
  "auth login": { ok: "--profile work --token-stdin", failing: "one-too-many", refused: 2 },
  "auth status": { ok: "", failing: "one-too-many", refused: 2 },
  "auth token": { ok: "", status: 2, failing: "one-too-many", refused: 2 },
  "auth logout": { ok: "--profile work", failing: "one-too-many", refused: 2 },
  configure: { ok: "", status: 2, failing: "one-too-many", refused: 2 },
  "config show": { ok: "--origin", failing: "--columns none", refused: 2 },
  doctor: { ok: "", failing: "one-too-many", refused: 2 },
  completion: { ok: "bash", failing: "sh", refused: 2 },
  "emulator state": { ok: "", failing: "one-too-many", refused: 2 },
  "emulator snapshot": { ok: at("snapshot-of-all.json"), failing: at("none/here"), refused: 2 },
  "emulator restore": { ok: at("snapshot-of-all.json"), failing: at("none"), refused: 2 },
  "emulator seed": { ok: at("seed.json"), failing: at("none"), refused: 2 },
  "emulator reset": { ok: "", failing: "one-too-many", refused: 2 },
  "emulator clock": { ok: "", failing: "sideways", refused: 2 },
  "emulator clock freeze": { ok: "", failing: "yesterday", refused: 2 },
  "emulator clock shift": { ok: "1", failing: "later", refused: 2 },
  "emulator clock real": { ok: "", failing: "one-too-many", refused: 2 },
  "emulator fault add": { ok: "APIGW.0308", failing: "NONE.1", refused: 2 },
  "emulator fault list": { ok: "", failing: "one-too-many", refused: 2 },
  "emulator fault clear": { ok: "", failing: "one-too-many", refused: 2 },
  "access check": {
    ok: `--allow-list ${at("list.yaml")}`,
    status: 3,
    failing: `--allow-list ${at("none")}`,
    refused: 2
  },
  "access allow": {
    ok: `--allow-list ${at("new.yaml")} ${ids[0]} --owner me --reason build --expires never`,
    failing: `--allow-list ${at("new.yaml")}`,
    refused: 2
  },
  "access snapshot": { ok: `${access} --out ${at("snapshot.json")}`, failing: "--key", refused: 2 },
  "access diff": { ok: at("snapshot.json"), failing: at("none"), refused: 2 },
  "access plan": {
    ok: `${at("snapshot.json")} ${access} --out ${at("plan.json")}`,
    failing: at("none"),
    refused: 2
  },
  "access approve": {
    ok: `${at("plan.json")} --allow-list ${at("list.yaml")} --key ${at("other.pem")} --out ${at("approval.json")}`,
    failing: at("none"),
    refused: 2
  },
  "access apply": {
    ok: `${at("plan.json")} --snapshot ${at("snapshot.json")} --approval ${at("approval.json")} --evidence ${at("evidence")} --allow-list ${at("list.yaml")} --yes`,
    failing: at("none"),
    refused: 2
  },
  "access verify": { ok: at("evidence"), failing: at("none"), refused: 2 },
  "access report": {
    ok: `${at("snapshot.json")} --allow-list ${at("list.yaml")}`,
    failing: at("none"),
    refused: 2
  },
  "access prune": {
    ok: `--allow-list ${at("prune.yaml")} --evidence ${at("pruned")} --yes`,
    failing: `--allow-list ${at("none")}`,
    refused: 2
  },
  "vpcep delete": { ok: `${ids[1]} --yes`, failing: `${ids[2]}`, refused: 2 }
}

/** What has a test of its own, since it needs more than an emulator: a process, or a gateway's audit. */
const elsewhere: Readonly<Record<string, string>> = {
  "emulator start": "emulatorStart.test.ts",
  "audit export": "audit.test.ts",
  "audit verify": "audit.test.ts"
}

const stack = /^\s*at .*:\d+:\d+\)?$/mu

const heldTo = ({ stderr, stdout }: Outcome, isDebugging: boolean) => {
  for (const each of [secret, adminToken, "the-piped-secret"])
    expect(stdout + stderr).not.toContain(each)
  if (!isDebugging) expect(stdout + stderr).not.toMatch(stack)
}

const lines = (text: string) => text.split("\n").filter((line) => line !== "")

const cells = (line: string) => line.split("\t").length

/** What each form of an answer must hold to, whatever the command. */
const held: Readonly<Record<string, (stdout: string) => void>> = {
  json: (stdout) => expect(JSON.parse(stdout)).toEqual(expect.anything()),
  jsonl: (stdout) => lines(stdout).forEach((line) => expect(JSON.parse(line)).toBeTypeOf("object")),
  yaml: (stdout) => expect(parse(stdout)).not.toBeUndefined(),
  tsv: (stdout) => expect(new Set(lines(stdout).map(cells)).size).toBeLessThanOrEqual(1),
  csv: (stdout) => expect(stdout).not.toMatch(/\t/u),
  ids: (stdout) => expect(stdout).not.toMatch(/[\t,{]/u),
  table: (stdout) => expect(stdout).not.toMatch(/\t/u),
  text: (stdout) => expect(stdout).not.toMatch(/^\{/u)
}

/** Those that can be run again and again: they write no file that must not be there, and delete nothing. */
const isRepeatable = (command: string) =>
  !/^(?:access (?:plan|approve|apply|prune|snapshot)|vpcep delete|auth token)$/u.test(command)

const formsOf = (help: string) =>
  /--output, -o choice [^(]*\(choices: ([^)]+)\)/u.exec(help)?.[1]?.split(", ") ?? []

const lineOf = (command: string, rest: string) => `${command} ${rest}`.trim()

describe("every command", () => {
  it("has a row here", async () => {
    const words = (await everyCommand()).map((each) => each.join(" "))
    const leaves = words.filter((each) => !words.some((other) => other.startsWith(`${each} `)))
    const without = leaves.filter(
      (each) => rows[each] === undefined && elsewhere[each] === undefined
    )
    expect(without.filter((each) => each !== "")).toEqual([])
    expect(Object.keys(rows).filter((each) => !words.includes(each))).toEqual([])
  })

  it("has examples in its help, as the root has", async () => {
    const helps = new Map((await everyHelp("plain")).map(([each, help]) => [each.join(" "), help]))
    const without = ["", ...Object.keys(elsewhere), ...Object.keys(rows)].filter(
      (each) => !helps.get(each)?.includes("EXAMPLES")
    )
    expect(without).toEqual([])
  })

  it.each(Object.entries(rows))(
    "%s fails as its status says, tells why on stderr, and shows no secret and no stack",
    async (command, { failing, refused }) => {
      const outcome = await run(lineOf(command, failing))
      expect([outcome.status, outcome.stdout]).toEqual([refused, ""])
      expect(outcome.stderr).toMatch(/^error: /mu)
      heldTo(outcome, false)
    }
  )

  it.each(Object.entries(rows))(
    "%s with --debug tells where a failure is from, and shows no secret",
    async (command, { failing }) => {
      const { stderr, ...outcome } = await run(lineOf(command, `${failing} --debug`.trim()))
      expect(stderr).toMatch(/^debug: codearts \S+, Node /mu)
      heldTo({ ...outcome, stderr }, true)
    }
  )

  it.each(Object.entries(rows))(
    "%s does what it is for, and with --debug shows no secret",
    async (command, { ok, status = 0 }) => {
      const outcome = await run(lineOf(command, `${ok} --debug`.trim()))
      expect([outcome.status, outcome.stderr]).toEqual([status, expect.any(String)])
      const told = outcome.stderr.match(/^debug: (?:GET|POST|PUT|DELETE) /gmu) ?? []
      expect(told.length).toBeGreaterThanOrEqual(outcome.sent.length)
      heldTo(outcome, true)
    }
  )

  it("answers in every form that its help names", { timeout: 60_000 }, async () => {
    const helps = (await everyHelp("plain")).map(
      ([words, help]) => [words.join(" "), help] as const
    )
    const asked = helps.flatMap(([command, help]) =>
      isRepeatable(command) && rows[command] !== undefined
        ? formsOf(help).map((form) => ({ command, form, ...rows[command] }))
        : []
    )
    expect(asked.length).toBeGreaterThan(150)
    for (const { command, form, ok, status: before = 0 } of asked) {
      // Entries were deleted since the snapshot was made.
      const status = command === "access diff" ? 3 : before
      const outcome = await run(lineOf(command, `${ok} -o ${form}`.trim()))
      expect([command, form, outcome.status]).toEqual([command, form, status])
      held[form]?.(outcome.stdout)
    }
    expect(asked.filter(({ form }) => held[form] === undefined)).toEqual([])
  })
})
