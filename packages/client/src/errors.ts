import type { Problem } from "@codearts/api"
import { Data } from "effect"

/** There is no answer: refused connection, cut connection, or too long a wait. */
export class NoAnswer extends Data.TaggedError("NoAnswer")<{
  /** `METHOD https://host/path`, without the query. */
  readonly request: string
  /** Why, as the network says it. */
  readonly reason: string
  /** Whether the request had gone out: if so, it may have been carried out. */
  readonly sent: boolean
}> {
  override get message() {
    const fate = this.sent ? "; it had been sent, and may have been carried out" : ""
    return `${this.request}: no answer (${this.reason})${fate}`
  }
}

/** An answer of success that is not what the contract says. */
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

/** An endpoint that no request may be sent to. */
export class InvalidEndpoint extends Data.TaggedError("InvalidEndpoint")<{
  readonly endpoint: string
  readonly rule: string
}> {
  override get message() {
    return `endpoint ${this.endpoint}: ${this.rule}`
  }
}
