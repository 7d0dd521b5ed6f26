import { Effect } from "effect"
import type { Dispatcher } from "undici"
import type { AnswerCut } from "./AnswerCut.ts"
import type { NoAnswer } from "./NoAnswer.ts"
import { Passage, type WayBack } from "./Passage.ts"
import type { OutgoingRequest, Upstream } from "./Upstream.ts"

const bytes = (body: Uint8Array) =>
  body.length === 0 ? null : Buffer.from(body.buffer, body.byteOffset, body.length)

const dispatched = ({
  body,
  headers,
  method,
  origin,
  target
}: OutgoingRequest): Dispatcher.DispatchOptions => ({
  origin,
  path: target,
  method,
  headers: headers.flat(),
  body: bytes(body)
})

/**
 * Passes a request on once and streams the answer back as it comes, no faster than the caller takes
 * it; the status it had. Whoever leaves, caller or upstream, lets the other go.
 */
export const forward = (
  { deadline, dispatcher }: Pick<Upstream<unknown>, "deadline" | "dispatcher">,
  request: OutgoingRequest,
  wayBack: WayBack
): Effect.Effect<number, AnswerCut | NoAnswer> =>
  Effect.callback((resume) => {
    const passage = new Passage(wayBack, deadline, (outcome) => resume(Effect.fromResult(outcome)))
    dispatcher.dispatch(dispatched(request), passage)
    return Effect.sync(() => passage.giveUp(new Error("interrupted")))
  })
