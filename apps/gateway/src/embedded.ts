import type { Caller, Emulator } from "@codearts/emulator"
import { dispatcher } from "@codearts/emulator"
import type { ReceivedRequest } from "@codearts/ingress"
import { Effect } from "effect"
import { makeSigner } from "./signer.ts"
import type { OutgoingRequest, Upstream } from "./Upstream.ts"

const origin = "http://emulator.internal"

const withOwn = (
  request: OutgoingRequest,
  received: ReceivedRequest,
  wanted: string
): OutgoingRequest => ({
  ...request,
  headers: [
    ...request.headers,
    ...received.headers.filter(([name]) => name.toLowerCase() === wanted)
  ]
})

/**
 * The emulator in this process. It and the gateway know the same callers, so a request goes on under
 * its caller's own key, signed anew, or its caller's own token.
 */
export const embedded = (emulator: Emulator): Upstream<Caller> => {
  const sign = makeSigner(origin)
  return {
    name: "embedded",
    dispatcher: dispatcher(emulator),
    origin,
    deadline: 30_000,
    callers: emulator.callers,
    serves: () => true,
    authenticate: Effect.fnUntraced(function* (request, { submission }, received) {
      // The emulator writes addresses into its answers, which must be the ones it is called by.
      const addressed = withOwn(request, received, "host")
      if (submission === undefined) return withOwn(addressed, received, "x-auth-token")
      const owned = yield* emulator.callers.accessKey(submission.access_key)
      return owned === undefined
        ? yield* Effect.die(new Error("an access key went away while it was used"))
        : yield* sign(addressed, owned.key)
    })
  }
}
