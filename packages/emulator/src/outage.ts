import { Refusal, refuse } from "@codearts/admission"
import { Predicate } from "effect"
import { SqlError } from "effect/sql"

// Whom a lock kept waiting has waited for five seconds already.
const retryAfter = ["Retry-After", "5"] as const

/** By SQLite's primary result code: no memory, read-only, I/O, damaged, full, cannot be opened, not a database. */
const codes: ReadonlySet<unknown> = new Set([7, 8, 10, 11, 13, 14, 26])

const reasons: ReadonlySet<string> = new Set([
  "AuthenticationError",
  "ConnectionError",
  "DeadlockError",
  "LockTimeoutError",
  "SerializationError",
  "StatementTimeoutError"
])

/** PostgreSQL's classes of no resources, an operator's act, a failing system and damaged data; and a standby. */
const sqlState = /^(?:53|57|58|XX)...$|^25006$/u

const has = (cause: unknown, key: string): unknown =>
  Predicate.hasProperty(cause, key) ? cause[key] : undefined

/** Whether the store could serve nobody, whatever it was asked. */
export const isOutage = (defect: unknown): defect is SqlError.SqlError => {
  if (!(defect instanceof SqlError.SqlError)) return false
  const { _tag, cause } = defect.reason
  if (reasons.has(_tag)) return true
  const code = has(cause, "errcode")
  if (typeof code === "number") return codes.has(code & 0xff)
  return sqlState.test(String(has(cause, "code")))
}

const unavailable = (cause: unknown): Refusal => {
  const { error_code, error_msg, status } = refuse("KIT.0003", 503)
  return new Refusal({ status, error_code, error_msg, headers: [retryAfter], cause })
}

/**
 * What a defect is to who asked: where the store can serve nobody it is a 503 to come back from,
 * and never a fault of the program.
 */
export const explainDefect = (defect: unknown): unknown =>
  isOutage(defect) ? unavailable(defect) : defect
