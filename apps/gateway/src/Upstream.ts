import type { Authenticated, Refusal } from "@codearts/admission"
import type { Operation } from "@codearts/api"
import type { Lister } from "@codearts/client"
import type { Answer, Headers, ReceivedRequest, Sink } from "@codearts/ingress"
import type { Effect } from "effect"
import type { Dispatcher } from "undici"
import type { AnswerCut } from "./AnswerCut.ts"
import type { Identify } from "./callers/identify.ts"
import type { NoAnswer } from "./NoAnswer.ts"
import type { LabelledGrant } from "./policy.ts"

/** A request on its way to the upstream: the caller's method, target and body, other credentials. */
export interface OutgoingRequest {
  /** Where it goes: scheme, host and port. */
  readonly origin: string
  readonly method: string
  readonly target: string
  readonly headers: Headers
  readonly body: Uint8Array
}

/** A request on its way there and back: the status of the answer that went back, or none. */
export type Passing = Effect.Effect<number, AnswerCut | NoAnswer | Refusal>

/** Where a request comes from, and where its answer goes. */
export interface Sending<Caller> {
  readonly sender: Authenticated<Caller>
  readonly received: ReceivedRequest
  readonly sink: Sink
}

/** What a gateway lets a caller do. */
export interface Policy {
  readonly principal: string
  /** Its part in the house, for those who run the gateway. */
  readonly groups: ReadonlyArray<string>
  readonly allow: ReadonlyArray<LabelledGrant>
}

/** Where requests go: the emulator in this process, or the cloud. The bytes are the same. */
export interface Upstream<Caller> {
  /** As `/healthz` shows it. */
  readonly name: string
  readonly dispatcher: Dispatcher
  /** Where the requests of a region go; nowhere, where the upstream does not have the region. */
  readonly originOf: (region: string) => string | undefined
  /** Milliseconds a request may take until the last byte of its answer has been passed back. */
  readonly deadline: number
  /** Who may call. */
  readonly identify: Identify<Caller>
  /** Tries whether anybody can be looked up now. */
  readonly lookUp: Effect.Effect<unknown>
  /** Answers who asks for a token, where it is not the upstream that issues them. */
  readonly issueToken?: (request: ReceivedRequest) => Effect.Effect<Answer, Refusal>
  /** What a caller may do, and what it is called; nothing where the upstream decides that itself. */
  readonly policyOf: (caller: Caller) => Policy | undefined
  /** What the audit calls a caller. */
  readonly principalOf: (caller: Caller) => string
  /** Whose list a deletion of a caller means that names none; nothing where that cannot be told. */
  readonly tenantOf: (caller: Caller) => string | undefined
  /** Reads the list of a region under the credentials by which the sender's requests go on. */
  readonly listerFor: (
    region: string,
    sender: Authenticated<Caller>,
    received: ReceivedRequest
  ) => Effect.Effect<Lister, Refusal>
  /** Whether it has an operation. */
  readonly serves: (operation: Operation) => boolean
  /** Passes a request on with the credentials the upstream knows; the caller's own are not among its headers. */
  readonly send: (
    request: OutgoingRequest,
    sending: Sending<Caller>,
    pass: (leaving: OutgoingRequest, sink: Sink) => Passing
  ) => Passing
}
