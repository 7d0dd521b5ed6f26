import type { ErrorEntry } from "./entry.ts"
import { lookup } from "./lookup.ts"
import { type Reason, reasonIn } from "./reasons.ts"
import type { RetryClass } from "./retry.ts"
import { english, type Language } from "./language.ts"
import type { Wording } from "./wording.ts"

/** An error as a server sent it; the status is that of the HTTP response. */
export interface ReceivedError {
  readonly error_code: string
  readonly error_msg?: string | undefined
  readonly status?: number | undefined
}

/**
 * What is told of any error.
 * `error_code` and `error_msg` hold text of the server, so whoever prints them must escape them;
 * nothing else does.
 */
interface Told extends Wording {
  readonly error_code: string
  readonly error_msg: string
  /** `retry` in words. */
  readonly advice: string
}

/** An error whose code is documented. */
export interface KnownExplanation extends Told {
  readonly known: true
  /** The status given, else the documented one. */
  readonly status: number
  /** The row that explains it. */
  readonly entry: ErrorEntry
  /** Present for an `APIGW.0301` whose message names a known reason. */
  readonly reason?: Reason
}

/** An error whose code is in no table, or does not tell which of several it is: its status explains it. */
export interface UnknownExplanation extends Told {
  readonly known: false
  readonly status?: number
}

/** What an error means and what to do about it, whether its code is documented or not. */
export type Explanation = KnownExplanation | UnknownExplanation

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

const explained = (
  language: Language,
  error: ReceivedError,
  entry: ErrorEntry
): KnownExplanation => {
  const wording = language.entry(entry)
  const found = entry.code === "APIGW.0301" ? reasonIn(error.error_msg ?? "") : undefined
  const reason = found && language.reason(found)
  const retry = reason?.retry ?? wording.retry
  return {
    known: true,
    error_code: error.error_code,
    error_msg: error.error_msg ?? entry.message,
    status: error.status ?? entry.status,
    title: wording.title,
    meaning: reason?.cause ?? wording.meaning,
    action: reason?.action ?? wording.action,
    retry,
    advice: language.advice(retry),
    source: wording.source,
    entry,
    ...(reason && { reason })
  }
}

const unexplained = (
  language: Language,
  { error_code, error_msg, status }: ReceivedError
): UnknownExplanation => {
  const { title, meaning, action, retry, source } = language.status(status)
  return {
    known: false,
    error_code,
    error_msg: error_msg ?? "",
    ...(status !== undefined && { status }),
    title,
    meaning,
    action,
    retry,
    advice: language.advice(retry),
    source
  }
}

export const explainIn =
  (language: Language) =>
  (error: ReceivedError): Explanation => {
    const [known, ambiguous] = candidates(error)
    return known === undefined || ambiguous !== undefined
      ? unexplained(language, error)
      : explained(language, error, known)
  }

/**
 * What a received error means: by its code and status, else by its status alone.
 * Never throws; the code and the message of the server are kept as they came.
 */
export const explain: (error: ReceivedError) => Explanation = /* @__PURE__ */ explainIn(english)

/** Whether a received error may be retried; `explain` says for how long to wait, and why. */
export const retryClass = (error: ReceivedError): RetryClass => explain(error).retry.class
