import type { ErrorEntry } from "./entry.ts"
import { lookup } from "./lookup.ts"
import { type Reason, reasonIn } from "./reasons.ts"
import { type Retry, retryAdvice, type RetryClass } from "./retry.ts"
import { statusText } from "./statuses.ts"

/** An error as a server sent it; the status is that of the HTTP response. */
export interface ReceivedError {
  readonly error_code: string
  readonly error_msg?: string | undefined
  readonly status?: number | undefined
}

/**
 * What an error means and what to do about it.
 * `title`, `meaning`, `action` and `advice` never hold text of the server; `error_code` and
 * `error_msg` hold nothing else, so whoever prints them must escape them.
 */
export interface Explanation {
  /** False where only the status could be explained. */
  readonly known: boolean
  readonly error_code: string
  readonly error_msg: string
  /** The given status, else the documented one. */
  readonly status?: number
  readonly title: string
  readonly meaning: string
  readonly action: string
  readonly retry: Retry
  /** `retry` in words. */
  readonly advice: string
  /** Present for an `APIGW.0301` whose message names a known reason. */
  readonly reason?: Reason
}

const says = (known: ErrorEntry, message: string): boolean =>
  [known.message, ...(known.otherMessages ?? [])].some((text) => message.startsWith(text))

const candidates = ({
  error_code,
  error_msg,
  status
}: ReceivedError): ReadonlyArray<ErrorEntry> => {
  const known = lookup(error_code)
  if (known.length < 2) return known
  return known.filter((row) =>
    status === undefined ? says(row, error_msg ?? "") : row.status === status
  )
}

const explained = (error: ReceivedError, known: ErrorEntry): Explanation => {
  const reason = known.code === "APIGW.0301" ? reasonIn(error.error_msg ?? "") : undefined
  const retry = reason?.retry ?? known.retry
  return {
    known: true,
    error_code: error.error_code,
    error_msg: error.error_msg ?? known.message,
    status: error.status ?? known.status,
    title: known.message,
    meaning: reason?.cause ?? known.meaning,
    action: reason?.action ?? known.action,
    retry,
    advice: retryAdvice(retry),
    ...(reason && { reason })
  }
}

const unexplained = ({ error_code, error_msg, status }: ReceivedError): Explanation => {
  const text = statusText(status)
  return {
    known: false,
    error_code,
    error_msg: error_msg ?? "",
    ...(status !== undefined && { status }),
    ...text,
    advice: retryAdvice(text.retry)
  }
}

/**
 * What a received error means: by its code and status, else by its status alone.
 * Never throws; the code and the message of the server are kept as they came.
 */
export const explain = (error: ReceivedError): Explanation => {
  const [known, ambiguous] = candidates(error)
  return known === undefined || ambiguous !== undefined
    ? unexplained(error)
    : explained(error, known)
}

/** Whether a received error may be retried; `explain` says for how long to wait, and why. */
export const retryClass = (error: ReceivedError): RetryClass => explain(error).retry.class
