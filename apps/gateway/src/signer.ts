import { type Refusal, refuse } from "@codearts/admission"
import { type Credentials, sign, type SignedHeaders } from "@codearts/signing"
import { Clock, Effect } from "effect"
import type { OutgoingRequest } from "./Upstream.ts"

/** Signs a request at this moment, over the bytes that will be sent. */
export type Signer = (
  request: OutgoingRequest,
  credentials: Credentials
) => Effect.Effect<OutgoingRequest, Refusal>

const second = 1000

const withProof = (request: OutgoingRequest, { headers }: SignedHeaders): OutgoingRequest => {
  const proven = new Set(headers.map(([name]) => name))
  const others = request.headers.filter(([name]) => !proven.has(name.toLowerCase()))
  return { ...request, headers: [...others, ...headers] }
}

/** How far ahead of the clock a deletion may be dated: far within what the upstream accepts. */
const furthestAhead = 60 * second

/** Whatever its date, an equal request bears this mark; nobody is ever sent it. */
const undated = new Date(Date.UTC(2000, 0))

/**
 * Signs for an upstream. No two deletions bear the same signature, for which the
 * upstream would refuse the second as a replay: an equal one is dated into the next free second,
 * and refused as submitted already when there were more of them than seconds.
 */
export const makeSigner = (): Signer => {
  const nextFree = new Map<string, number>()

  const prove = (request: OutgoingRequest, credentials: Credentials, date: Date) => {
    const { body, headers, method, origin, target } = request
    return sign({ method, url: `${origin}${target}`, headers, body }, credentials, date)
  }

  const forget = (now: number) => {
    for (const [mark, free] of nextFree) if (free <= now) nextFree.delete(mark)
  }

  const freeDate = (request: OutgoingRequest, credentials: Credentials, now: number) => {
    const mark = prove(request, credentials, undated).signature
    const date = Math.max(now, nextFree.get(mark) ?? 0)
    if (date - now > furthestAhead) return undefined
    nextFree.set(mark, date - (date % second) + second)
    return new Date(date)
  }

  return Effect.fnUntraced(function* (request, credentials) {
    const now = yield* Clock.currentTimeMillis
    forget(now)
    const date = request.method === "DELETE" ? freeDate(request, credentials, now) : new Date(now)
    if (date === undefined) return yield* refuse("UC.00011022", 409)
    return withProof(request, prove(request, credentials, date))
  })
}
