import { operation, subjectTokenHeader } from "@codearts/api"
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

const { method, path } = operation("showToken")

const isAboutToken = (received: ReceivedRequest) =>
  received.method === method && received.path === path

/**
 * The emulator in this process. It and the gateway know the same callers, so a request goes on under
 * its caller's own key, signed anew, or its caller's own token.
 */
export const embedded = (emulator: Emulator): Upstream<Caller> => {
  const sign = makeSigner()
  return {
    name: "embedded",
    dispatcher: dispatcher(emulator),
    originOf: () => origin,
    deadline: 30_000,
    callers: emulator.callers,
    // The emulator has roles of its own.
    policyOf: () => undefined,
    serves: () => true,
    authenticate: Effect.fnUntraced(function* (request, { submission }, received) {
      // The emulator writes addresses into its answers, which must be the ones it is called by.
      const addressed = withOwn(request, received, "host")
      const asked = isAboutToken(received)
        ? withOwn(addressed, received, subjectTokenHeader)
        : addressed
      if (submission === undefined) return withOwn(asked, received, "x-auth-token")
      const owned = yield* emulator.callers.accessKey(submission.access_key)
      return owned === undefined
        ? yield* Effect.die(new Error("an access key went away while it was used"))
        : yield* sign(asked, owned.key)
    })
  }
}
