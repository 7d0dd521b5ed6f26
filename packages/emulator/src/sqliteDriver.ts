import { Effect } from "effect"
import { SqlError } from "effect/sql"
import { DatabaseSync } from "node:sqlite"
import { Worker } from "node:worker_threads"
import { type Row, rowsOf, statementsOf } from "./sqliteStatements.ts"
import type { Order, Report } from "./sqliteWorker.ts"

/** One database, for statements that run one after the other. */
export interface SqliteDriver {
  readonly run: (
    sql: string,
    params?: ReadonlyArray<unknown>
  ) => Effect.Effect<ReadonlyArray<Row>, SqlError.SqlError>
  /** Whether the last statement left a transaction open. */
  readonly isTransaction: () => boolean
}

const sqlError = (cause: unknown) =>
  new SqlError.SqlError({
    reason: SqlError.classifySqliteError(
      // Effect reads the result code where other drivers keep it.
      cause instanceof Error && "errcode" in cause
        ? Object.assign(cause, { errno: cause.errcode })
        : cause,
      { message: "SQLite refused a statement" }
    )
  })

/** A database in memory, in this thread: it never waits for a disk. */
export const openInMemory = Effect.gen(function* () {
  const database = yield* Effect.acquireRelease(
    Effect.sync(() => new DatabaseSync(":memory:")),
    (opened) => Effect.sync(() => opened.close())
  )
  const statement = statementsOf(database)
  const driver: SqliteDriver = {
    run: (sql, params = []) =>
      Effect.try({ try: () => rowsOf(statement(sql, params)), catch: sqlError }),
    isTransaction: () => database.isTransaction
  }
  return driver
})

// Node strips the types of sources, and runs what was compiled of them.
const script = new URL(
  import.meta.url.endsWith(".ts") ? "./sqliteWorker.ts" : "./sqliteWorker.js",
  import.meta.url
)

/** The store cannot be asked any more, which is to whoever asks as if it could not be read. */
class ThreadEnded extends Error {
  readonly errcode = 10

  constructor(code: number) {
    super(`The thread of the store has ended with ${code}`)
  }
}

class SqliteThread {
  readonly #worker: Worker
  readonly #waiting: Array<PromiseWithResolvers<ReadonlyArray<Row>>> = []
  readonly #ended: Promise<unknown>
  #failure: unknown
  isTransaction = false

  constructor(filename: string) {
    this.#worker = new Worker(script, { workerData: filename })
    this.#worker.on("message", (report: Report) => this.#hear(report))
    this.#worker.on("error", (error) => this.#fail(error))
    this.#ended = new Promise((resolve) => {
      this.#worker.on("exit", (code) => {
        this.#fail(new ThreadEnded(code))
        resolve(code)
      })
    })
    this.#worker.unref()
  }

  run(order: Order): Promise<ReadonlyArray<Row>> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure)
    const waiting = Promise.withResolvers<ReadonlyArray<Row>>()
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

  #hear({ failure, found, isTransaction }: Report): void {
    this.isTransaction = isTransaction
    const waiting = this.#waiting.shift()
    if (this.#waiting.length === 0) this.#worker.unref()
    if (found !== undefined) waiting?.resolve(rowsOf(found))
    else if (failure !== undefined)
      waiting?.reject(Object.assign(new Error(failure.message), { errcode: failure.errcode }))
  }

  #fail(error: unknown): void {
    this.#failure ??= error
    for (const waiting of this.#waiting.splice(0)) waiting.reject(this.#failure)
  }
}

/** A database in a file, in a thread of its own: a slow disk does not stop this one. */
export const openInThread = Effect.fnUntraced(function* (filename: string) {
  const thread = yield* Effect.acquireRelease(
    Effect.sync(() => new SqliteThread(filename)),
    (opened) => Effect.promise(() => opened.close())
  )
  const driver: SqliteDriver = {
    // A statement that was sent is carried out; who stops waiting must still know how it ended.
    run: (sql, params = []) =>
      Effect.uninterruptible(
        Effect.tryPromise({ try: () => thread.run({ sql, params }), catch: sqlError })
      ),
    isTransaction: () => thread.isTransaction
  }
  return driver
})
