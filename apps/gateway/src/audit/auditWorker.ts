// A thread that runs the statements of one audit: what waits for the disk holds up nobody else. It loads nothing but SQLite.
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from "node:sqlite"
import { parentPort, workerData } from "node:worker_threads"

/** A statement and its values. */
export type Statement = readonly [sql: string, ...values: ReadonlyArray<string | number | null>]

/** Statements that are carried out in one transaction, all of them or none. */
export type Order = ReadonlyArray<Statement>

/** What the last statement of an order found, or why none of them was carried out. */
export interface Report {
  readonly rows?: ReadonlyArray<Record<string, SQLOutputValue>>
  readonly failure?: { readonly message: string; readonly errcode: unknown }
}

let database: DatabaseSync | undefined

const prepared = new Map<string, ReturnType<DatabaseSync["prepare"]>>()

const run = (opened: DatabaseSync, [sql, ...values]: Statement) => {
  const statement = prepared.get(sql) ?? opened.prepare(sql)
  prepared.set(sql, statement)
  return statement.all(...(values as ReadonlyArray<SQLInputValue>)) // ours: texts and numbers
}

const open = (): DatabaseSync => {
  const opened = new DatabaseSync(workerData, { timeout: 0 })
  // An answer means that the rows are on the disk, hence FULL; no second process may write.
  opened.exec(
    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"
  )
  return opened
}

const perform = (order: Order): Report => {
  let opened: DatabaseSync | undefined
  try {
    database ??= open()
    opened = database
    opened.exec("BEGIN IMMEDIATE")
    const found = order.map((statement) => run(database ?? open(), statement))
    opened.exec("COMMIT")
    return { rows: found.at(-1) ?? [] }
  } catch (error) {
    if (opened?.isTransaction === true) opened.exec("ROLLBACK")
    const errcode = error instanceof Error && "errcode" in error ? error.errcode : undefined
    return { failure: { message: String(error), errcode } }
  }
}

parentPort?.on("message", (order: Order | "close") => {
  if (order !== "close") return parentPort?.postMessage(perform(order))
  database?.close()
  return parentPort?.close()
})
