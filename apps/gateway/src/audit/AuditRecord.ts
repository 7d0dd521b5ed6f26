import type { AuditEvent } from "@codearts/access"
import type { Refusal } from "@codearts/admission"
import { Cause, Effect, Exit, Predicate } from "effect"
import type { Headers, ReceivedRequest } from "@codearts/ingress"
import type { Audit } from "./Audit.ts"
import type { AnswerCut } from "../AnswerCut.ts"
import type { NoAnswer } from "../NoAnswer.ts"
import type { Verb } from "../policy.ts"

type Asked = Pick<
  Extract<AuditEvent, { readonly event: "accepted" }>,
  "request_id" | "principal" | "source" | "verb" | "enterprise_id" | "region" | "vpcep_ids"
>

/** What was asked for, once the request could be read. */
export interface AskedFor {
  readonly enterprise_id?: string | undefined
  readonly region?: string | undefined
  readonly vpcep_ids: ReadonlyArray<string>
}

const longest = 500

/** A text as an audit can hold it: one line, not too long, never empty. */
const line = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ")
    .slice(0, longest)
    .toWellFormed() || "-"

/** Why a request was refused, in words that its caller may not have been told. */
const reasonOf = ({ cause, error_msg }: Refusal) =>
  line(Predicate.isString(cause) ? cause : error_msg)

type Failure = AnswerCut | NoAnswer | Refusal

const outcomeOfStatus = (status: number) => {
  if (status < 300) return "done"
  return status < 500 ? "refused" : "unknown"
}

const outcomeOfFailure = (failure: Failure | undefined) => {
  const wasSent = failure?._tag === "NoAnswer" ? failure.sent : failure?._tag !== "Refusal"
  return wasSent ? "unknown" : "unsent"
}

/** What an audit is told of one request, step by step. */
export class AuditRecord {
  readonly #audit: Audit
  #asked: Asked
  /** The row of the change, once it is accepted. */
  #row: number | undefined
  #upstreamRequestId: string | undefined

  constructor(audit: Audit, request: ReceivedRequest, principal: string, verb: Verb) {
    this.#audit = audit
    this.#asked = {
      request_id: line(request.requestId),
      principal: line(principal),
      source: line(request.remoteAddress),
      verb,
      vpcep_ids: []
    }
  }

  /** What is asked for. */
  asks({ enterprise_id, region, vpcep_ids }: AskedFor): void {
    this.#asked = {
      ...this.#asked,
      ...(enterprise_id !== undefined && { enterprise_id }),
      ...(region !== undefined && { region }),
      vpcep_ids
    }
  }

  /** The headers of the upstream's answer. */
  hears(headers: Headers): void {
    const id = headers.find(([name]) => name === "x-request-id")?.[1]
    if (id !== undefined) this.#upstreamRequestId = line(id)
  }

  /** Makes a change that was let pass, its row before and what came of it after. */
  change<R>(
    found: { readonly snapshot?: string | undefined; readonly plan?: string | undefined },
    pass: Effect.Effect<number, Failure, R>
  ): Effect.Effect<number, Failure, R> {
    const { plan, snapshot } = found
    const event: AuditEvent = {
      event: "accepted",
      ...this.#asked,
      ...(snapshot !== undefined && { snapshot }),
      ...(plan !== undefined && { plan })
    }
    return Effect.flatMap(this.#audit.append(event), (row) => {
      this.#row = row
      return Effect.onExit(pass, (exit) => this.#answered(row, exit))
    })
  }

  /** Tells a read, and what came of it. */
  read<R>(pass: Effect.Effect<number, Failure, R>): Effect.Effect<number, Failure, R> {
    return Effect.onExit(pass, (exit) =>
      this.#told({
        event: "read",
        ...this.#asked,
        ...this.#answer(Exit.isSuccess(exit) ? exit.value : undefined)
      })
    )
  }

  /** Tells a refusal, unless it is the end of a change that has its row. */
  refused(refusal: Refusal): Effect.Effect<void, Refusal> {
    if (this.#row !== undefined) return Effect.void
    const { error_code, status } = refusal
    const event: AuditEvent = {
      event: "refused",
      ...this.#asked,
      status,
      error_code: line(error_code),
      reason: reasonOf(refusal)
    }
    // Nobody may try without a trace what would delete; a read harms nothing.
    return this.#asked.verb === "delete"
      ? Effect.asVoid(this.#audit.append(event))
      : this.#told(event)
  }

  #answer(status: number | undefined) {
    const upstream_request_id = this.#upstreamRequestId
    return {
      ...(status !== undefined && { status }),
      ...(upstream_request_id !== undefined && { upstream_request_id })
    }
  }

  #answered(of: number, exit: Exit.Exit<number, Failure>) {
    if (Exit.isSuccess(exit))
      return this.#told({
        event: "answered",
        of,
        outcome: outcomeOfStatus(exit.value),
        ...this.#answer(exit.value)
      })
    const failure = exit.cause.reasons.find(Cause.isFailReason)?.error
    const reason = failure === undefined ? "a fault of the gateway" : reasonOfFailure(failure)
    return this.#told({
      event: "answered",
      of,
      outcome: outcomeOfFailure(failure),
      ...this.#answer(undefined),
      reason: line(reason)
    })
  }

  /** What cannot be told any more is in the log, and in the audit as a change without an answer. */
  #told(event: AuditEvent): Effect.Effect<void> {
    return this.#audit.append(event).pipe(
      Effect.catchTag("Refusal", () =>
        Effect.logError(`${this.#asked.request_id} is not in the audit: ${event.event}`)
      ),
      Effect.asVoid
    )
  }
}

const reasonOfFailure = (failure: Failure): string =>
  failure._tag === "Refusal" ? failure.error_msg : failure.reason
