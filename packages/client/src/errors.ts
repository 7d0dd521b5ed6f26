import type { ApiError, InvalidRequest, Problem } from "@codearts/api"
import { Data } from "effect"
import type { NoCredentials } from "./credentials/NoCredentials.ts"

/** There is no answer: refused connection, cut connection, an answer too large, or too long a wait. */
export class NoAnswer extends Data.TaggedError("NoAnswer")<{
  /** `METHOD https://host/path` of what was asked, without the query; for a password it may be the token's. */
  readonly request: string
  /** Why, as the network says it. */
  readonly reason: string
  /** Whether the call's own request had gone out: if so, it may have been carried out. */
  readonly sent: boolean
  /** The network's code where it has one: `ECONNREFUSED`, `CERT_HAS_EXPIRED`. */
  readonly code?: string
}> {
  override get message() {
    const fate = this.sent ? "; it had been sent, and may have been carried out" : ""
    return `${this.request}: no answer (${this.reason})${fate}`
  }
}

/** An answer of success that is not what the contract says; what was asked has been carried out. */
export class UnreadableAnswer extends Data.TaggedError("UnreadableAnswer")<{
  readonly status: number
  readonly problems: ReadonlyArray<Problem>
  readonly request_id?: string
}> {
  override get message() {
    const problems = this.problems.map(({ field, rule }) => `${field || "body"} ${rule}`)
    return `the answer (status ${this.status}) cannot be read: ${problems.join("; ")}`
  }
}

/**
 * A deletion of which nobody can tell whether it was carried out: it is not sent again. `cause` is
 * what came in place of an answer. Read the list before anything else: `readOutcomes` does.
 */
export class OutcomeUnknown extends Data.TaggedError("OutcomeUnknown")<{
  readonly cause: NoAnswer | UnreadableAnswer | ApiError
}> {
  override get message() {
    return `the deletion may have been carried out: ${this.cause.message}`
  }
}

/** The identity service answered a success, but with no token that a call could be made with. */
export class NoToken extends Data.TaggedError("NoToken")<{
  readonly reason: string
  readonly request_id?: string
}> {
  override get message() {
    return `the identity service gave no token: ${this.reason}`
  }
}

/** An endpoint, or a path on it, that no request may be sent to. */
export class InvalidEndpoint extends Data.TaggedError("InvalidEndpoint")<{
  /** As it was given, without user name, password and query. */
  readonly endpoint: string
  readonly rule: string
}> {
  override get message() {
    return `endpoint ${this.endpoint}: ${this.rule}`
  }
}

/** How a call can fail. */
export type Failure =
  | InvalidRequest
  | ApiError
  | NoAnswer
  | UnreadableAnswer
  | NoToken
  | NoCredentials
  | OutcomeUnknown
