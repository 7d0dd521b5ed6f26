import { explain, type ReceivedError } from "./explain.ts"
import type { Retry } from "./retry.ts"
import { statusText } from "./statusText.ts"

/** An error as `application/problem+json` (RFC 9457), with the vendor's own members beside it. */
export interface Problem {
  /** The page of the code; `about:blank` where the status is all there is to say. */
  readonly type: string
  readonly title: string
  readonly status?: number
  readonly detail?: string
  readonly error_code: string
  readonly error_msg: string
  readonly request_id?: string
  readonly meaning: string
  readonly action: string
  readonly retry: Retry
}

/** An error to be told as a problem. */
export interface ProblemSource extends ReceivedError {
  readonly request_id?: string | undefined
}

/**
 * A received error as a problem.
 * The vendor's `error_code`, `error_msg` and `request_id` stay as they came, so a reader of either
 * form is served. `pages` is the address under which each code has a page of its name, with its
 * slash at the end; without it, and for a code that is not documented, the type is `about:blank`.
 */
export const problem = (error: ProblemSource, pages?: string): Problem => {
  const explanation = explain(error)
  const { action, error_code, error_msg, meaning, retry, status = 0, title } = explanation
  const paged = explanation.known && pages !== undefined
  return {
    type: paged ? `${pages}${encodeURIComponent(explanation.entry.code)}` : "about:blank",
    title: paged ? title : statusText(status).title,
    ...(status > 0 && { status }),
    ...(error_msg !== "" && { detail: error_msg }),
    error_code,
    error_msg,
    ...(error.request_id !== undefined && { request_id: error.request_id }),
    meaning,
    action,
    retry
  }
}
