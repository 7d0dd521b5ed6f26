import { type Credentials, sign } from "@codearts/signing"
import { Clock, Effect } from "effect"
import type { OutgoingRequest } from "./Upstream.ts"

/** A request signed for the upstream at this moment, over the bytes that will be sent. */
export const signed = (
  request: OutgoingRequest,
  origin: string,
  credentials: Credentials
): Effect.Effect<OutgoingRequest> =>
  Effect.map(Clock.currentTimeMillis, (now) => {
    const { method, target, headers, body } = request
    const url = `${origin}${target}`
    const proof = sign({ method, url, headers, body }, credentials, new Date(now))
    return { ...request, headers: [...headers, ...proof.headers] }
  })
