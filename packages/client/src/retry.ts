import { explain, type Retry } from "@codearts/error-catalog"
import type { ApiError } from "@codearts/api"
import { type Failure, type NoAnswer, OutcomeUnknown, type UnreadableAnswer } from "./errors.ts"
import { retryAfter } from "./retryAfter.ts"
import type { Answer, FinalRequest } from "./transport.ts"

/** An attempt that failed once its request was authenticated. */
export interface Setback {
  readonly failure: NoAnswer | UnreadableAnswer | ApiError
  /** The request as it was sent. */
  readonly proven: FinalRequest
  /** Absent when there was none. */
  readonly answer: Answer | undefined
}

/** How often a request is sent at most, renewed credentials aside. */
const mostAttempts = 3

/** Failures of the network that pass by themselves; a wrong certificate, name or protocol stays. */
const passing: ReadonlySet<string> = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_SOCKET"
])

// Reset while it is connecting, as Node words it, or later: then, with nothing sent, in the TLS handshake.
const isHandshake = ({ code, reason, sent }: NoAnswer) =>
  code === "ECONNRESET" && !sent && !reason.startsWith("connect ")

const isPassing = (failure: NoAnswer) => passing.has(failure.code ?? "") && !isHandshake(failure)

/** What the catalog says of a refusal. */
const retryOf = ({ error_code, error_msg, status }: ApiError): Retry =>
  explain({ error_code, error_msg, status }).retry

// A token more changes nothing that could be counted twice.
const changes = ({ method }: FinalRequest) => method === "DELETE"

/** Whether the request may have been carried out, for all that can be told. */
const isUnclear = (failure: Setback["failure"]): boolean => {
  if (failure._tag === "NoAnswer") return failure.sent
  if (failure._tag === "UnreadableAnswer") return true
  // A success other than the documented one is no refusal.
  return failure.status < 300 || retryOf(failure).class === "read-then-decide"
}

/** What a call fails with when this was its last attempt. */
export const finalFailure = ({ failure, proven }: Setback): Failure =>
  changes(proven) && isUnclear(failure) ? new OutcomeUnknown({ cause: failure }) : failure

const has = (name: string, { headers }: FinalRequest) =>
  headers.some(([each]) => each.toLowerCase() === name)

/** Whether a signature was refused for the time it bore. */
export const wantsRightTime = ({ failure, proven }: Setback): boolean =>
  failure._tag === "Unauthorized" &&
  retryOf(failure).class === "fix-clock" &&
  has("x-sdk-date", proven)

/**
 * Whether other proof may be all that is missing: a new token, or a signature with the right time.
 * Nothing else that is signed is sent again: five refusals in a row lock an access key.
 */
export const wantsOtherProof = (setback: Setback): boolean =>
  wantsRightTime(setback) ||
  (setback.failure._tag === "Unauthorized" &&
    retryOf(setback.failure).class === "refresh-token" &&
    has("x-auth-token", setback.proven))

/** Longer each time, and never the same for two clients; `chance` is from 0 to 1. */
const growing = (attempts: number, chance: number) =>
  2000 * 2 ** (attempts - 1) * (0.5 + chance / 2)

/** At least what was asked, and a little more: not all clients should come back at once. */
const asAsked = (milliseconds: number, chance: number) =>
  milliseconds + chance * Math.min(milliseconds / 10, 1000)

// A pooled connection may merely have been stale: the first time, another is tried soon.
const afterNoAnswer = (attempts: number, chance: number) =>
  attempts === 1 ? 100 * (0.5 + chance / 2) : growing(attempts - 1, chance)

const afterRefusal = (
  failure: ApiError,
  asked: number,
  attempts: number,
  chance: number
): number | undefined => {
  const retry = retryOf(failure)
  switch (retry.class) {
    case "backoff":
    case "read-then-decide":
      return Math.max(growing(attempts, chance), asAsked(asked, chance))
    case "after":
      return asAsked(Math.max(retry.seconds * 1000, asked), chance)
    default:
      return undefined
  }
}

/** Milliseconds until the request may be sent again, or undefined where it may not be. */
export const pauseAfter = (
  { answer, failure, proven }: Setback,
  attempts: number,
  now: number,
  chance: number
): number | undefined => {
  if (attempts >= mostAttempts || (changes(proven) && isUnclear(failure))) return undefined
  if (failure._tag === "UnreadableAnswer") return undefined
  if (failure._tag === "NoAnswer") {
    return isPassing(failure) ? afterNoAnswer(attempts, chance) : undefined
  }
  const asked = answer === undefined ? 0 : (retryAfter(answer.header, now) ?? 0)
  return afterRefusal(failure, asked, attempts, chance)
}
