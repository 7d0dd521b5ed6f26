// A thread that runs the statements of one file: what waits for the disk holds up nobody else. It loads next to nothing but SQLite.
import { DatabaseSync } from "node:sqlite"
import { parentPort, workerData } from "node:worker_threads"
import { rowSum } from "./rowSum.ts"
import { type Found, statementsOf } from "./sqliteStatements.ts"

/** A statement to run. */
export interface Order {
  readonly sql: string
  readonly params: ReadonlyArray<unknown>
}

/** What came of a statement, in the order in which they were sent. */
export interface Report {
  readonly isTransaction: boolean
  readonly found?: Found
  /** `Error` does not keep SQLite's result code on its way to another thread. */
  readonly failure?: { readonly message: string; readonly errcode: unknown }
}

let database: DatabaseSync | undefined
let run: ReturnType<typeof statementsOf> | undefined

// Not written to any more, so that no further harm is done to it; what can be read is still read.
const protectDamaged = (errcode: unknown) => {
  const isDamage = typeof errcode === "number" && [11, 26].includes(errcode & 0xff)
  if (isDamage) database?.exec("PRAGMA query_only = ON")
}

const open = (): DatabaseSync => {
  const opened = new DatabaseSync(workerData, { timeout: 0 })
  opened.function("row_sum", { deterministic: true, varargs: true }, rowSum)
  return opened
}

const perform = ({ params, sql }: Order): Omit<Report, "isTransaction"> => {
  try {
    database ??= open()
    run ??= statementsOf(database)
    return { found: run(sql, params) }
  } catch (error) {
    const errcode = error instanceof Error && "errcode" in error ? error.errcode : undefined
    protectDamaged(errcode)
    return { failure: { message: String(error), errcode } }
  }
}

parentPort?.on("message", (order: Order | "close") => {
  if (order !== "close") {
    const done = perform(order)
    parentPort?.postMessage({ ...done, isTransaction: database?.isTransaction ?? false })
    return
  }
  database?.close()
  parentPort?.close()
})
