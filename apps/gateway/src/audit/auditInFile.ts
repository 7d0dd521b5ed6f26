import { auditBeginning, type Target } from "@codearts/access"
import { Effect, Predicate } from "effect"
import { closeSync, existsSync, openSync } from "node:fs"
import { Worker } from "node:worker_threads"
import { invalid } from "../InvalidSettings.ts"
import {
  type AuditStore,
  cameToNothing,
  soleWriter,
  type StoredRow,
  tailIn,
  targetsOf
} from "./AuditStore.ts"
import type { Order, Report, Statement } from "./auditWorker.ts"

// Node strips the types of sources, and runs what was compiled of them.
const script = new URL(
  import.meta.url.endsWith(".ts") ? "./auditWorker.ts" : "./auditWorker.js",
  import.meta.url
)

type Rows = NonNullable<Report["rows"]>

class AuditThread {
  readonly #worker: Worker
  readonly #waiting: Array<PromiseWithResolvers<Rows>> = []
  readonly #ended: Promise<void>
  #failure: unknown

  constructor(file: string) {
    this.#worker = new Worker(script, { workerData: file })
    this.#worker.on("message", (report: Report) => this.#hear(report))
    this.#worker.on("error", (error) => this.#fail(error))
    this.#ended = new Promise((resolve) => {
      this.#worker.on("exit", () => {
        this.#fail(new Error("the thread of the audit has ended"))
        resolve()
      })
    })
    this.#worker.unref()
  }

  run(order: Order): Promise<Rows> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure)
    const waiting = Promise.withResolvers<Rows>()
    this.#waiting.push(waiting)
    this.#worker.ref() // the process does not end while it waits for an answer
    this.#worker.postMessage(order)
    return waiting.promise
  }

  async close(): Promise<void> {
    this.#worker.ref()
    this.#worker.postMessage("close")
    await this.#ended
  }

  #hear({ failure, rows = [] }: Report): void {
    const waiting = this.#waiting.shift()
    if (this.#waiting.length === 0) this.#worker.unref()
    if (failure === undefined) waiting?.resolve(rows)
    else waiting?.reject(Object.assign(new Error(failure.message), { errcode: failure.errcode }))
  }

  #fail(error: unknown): void {
    this.#failure ??= error
    for (const waiting of this.#waiting.splice(0)) waiting.reject(this.#failure)
  }
}

// "CAau": tells an audit of ours from every other SQLite file.
const applicationId = 0x43416175

const tables: Order = [
  ["CREATE TABLE IF NOT EXISTS audit (row INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT"],
  [
    // What is still to be answered, and what plans have deleted.
    `CREATE TABLE IF NOT EXISTS change (
      row INTEGER PRIMARY KEY, plan TEXT, targets TEXT NOT NULL, open INTEGER NOT NULL) STRICT`
  ],
  ["CREATE INDEX IF NOT EXISTS change_of_plan ON change (plan) WHERE plan IS NOT NULL"],
  [`PRAGMA application_id = ${applicationId}`]
]

const statementsOf = ({ event, line, row }: StoredRow): ReadonlyArray<Statement> => {
  const written: Statement = ["INSERT INTO audit (row, line) VALUES (?, ?)", row, line]
  if (event.event === "accepted") {
    const targets = JSON.stringify(targetsOf(event))
    const change = "INSERT INTO change (row, plan, targets, open) VALUES (?, ?, ?, 1)"
    return [written, [change, row, event.plan ?? null, targets]]
  }
  if (event.event !== "answered") return [written]
  return cameToNothing(event)
    ? [written, ["DELETE FROM change WHERE row = ?", event.of]]
    : [
        written,
        ["DELETE FROM change WHERE row = ? AND plan IS NULL", event.of],
        ["UPDATE change SET open = 0 WHERE row = ?", event.of]
      ]
}

const open = async (thread: AuditThread): Promise<AuditStore> => {
  const [state] = await thread.run([
    [
      `SELECT (SELECT application_id FROM pragma_application_id) AS application,
              (SELECT count(*) FROM sqlite_schema) AS objects`
    ]
  ])
  if (state?.["application"] !== applicationId && state?.["objects"] !== 0)
    throw new Error("it is not an audit of this gateway")
  await thread.run(tables)
  const [last] = await thread.run([["SELECT line FROM audit ORDER BY row DESC LIMIT 1"]])
  const waiting = await thread.run([["SELECT row FROM change WHERE open = 1 ORDER BY row"]])
  return {
    open: waiting.map(({ row }) => Number(row)),
    ...soleWriter(
      last === undefined ? auditBeginning : tailIn(String(last["line"])),
      async (rows) => void (await thread.run(rows.flatMap(statementsOf)))
    ),
    read: async (after, most) => {
      const page = "SELECT line FROM audit WHERE row > ? ORDER BY row LIMIT ?"
      return (await thread.run([[page, after, most]])).map(({ line }) => String(line))
    },
    goneBy: async (plan) => {
      const rows = await thread.run([["SELECT targets FROM change WHERE plan = ?", plan]])
      return rows.flatMap(
        ({ targets }) => JSON.parse(String(targets)) as ReadonlyArray<Target> // our own text
      )
    }
  }
}

/** For its owner alone, from the moment it is there. */
const makePrivate = (file: string) => {
  if (existsSync(file)) return
  try {
    closeSync(openSync(file, "wx", 0o600))
  } catch {
    // SQLite fails at it too, and knows why.
  }
}

const reasonOf = (cause: unknown): string => {
  const code = Predicate.hasProperty(cause, "errcode") ? Number(cause.errcode) & 0xff : 0
  if (code === 5 || code === 6) return "another process has it open"
  if (code === 26) return "it is not an audit of this gateway"
  return cause instanceof Error ? cause.message : String(cause)
}

/** An audit in a file, on the disk before anybody is told so; refused where another process has it. */
export const auditInFile = Effect.fnUntraced(function* (file: string) {
  makePrivate(file)
  const thread = yield* Effect.acquireRelease(
    Effect.sync(() => new AuditThread(file)),
    (opened) => Effect.promise(() => opened.close())
  )
  return yield* Effect.tryPromise({
    try: () => open(thread),
    catch: (cause) => invalid("audit.file", `${file} cannot be used: ${reasonOf(cause)}`)
  })
})
