import { type Credentials, sign, type SignedHeaders } from "@codearts/signing"
import { Clock, Effect } from "effect"
import type { OutgoingRequest } from "./Upstream.ts"

/** Signs a request at this moment, over the bytes that will be sent. */
export type Signer = (
  request: OutgoingRequest,
  credentials: Credentials
) => Effect.Effect<OutgoingRequest>

const second = 1000

const withProof = (request: OutgoingRequest, { headers }: SignedHeaders): OutgoingRequest => {
  const proven = new Set(headers.map(([name]) => name))
  const others = request.headers.filter(([name]) => !proven.has(name.toLowerCase()))
  return { ...request, headers: [...others, ...headers] }
}

/**
 * Signs for the upstream at an origin. No two deletions bear the same signature, for which the
 * upstream would refuse the second as a replay: an equal one is dated into the next free second.
 */
export const makeSigner = (origin: string): Signer => {
  const endOfDate = new Map<string, number>()

  const prove = (request: OutgoingRequest, credentials: Credentials, now: number) => {
    const { body, headers, method, target } = request
    return sign({ method, url: `${origin}${target}`, headers, body }, credentials, new Date(now))
  }

  const proveOnce: typeof prove = (request, credentials, now) => {
    const proof = prove(request, credentials, now)
    if (endOfDate.has(proof.signature)) return proveOnce(request, credentials, now + second)
    endOfDate.set(proof.signature, now - (now % second) + second)
    return proof
  }

  const forget = (now: number) => {
    for (const [signature, end] of endOfDate) if (end <= now) endOfDate.delete(signature)
  }

  return (request, credentials) =>
    Effect.map(Clock.currentTimeMillis, (now) => {
      forget(now)
      const proof = request.method === "DELETE" ? proveOnce : prove
      return withProof(request, proof(request, credentials, now))
    })
}
