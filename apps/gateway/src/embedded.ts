import { authenticate } from "@codearts/admission"
import { operation, subjectTokenHeader } from "@codearts/api"
import type { Caller, Emulator } from "@codearts/emulator"
import { dispatcher } from "@codearts/emulator"
import type { ReceivedRequest } from "@codearts/ingress"
import { Effect } from "effect"
import { byKey, byToken, lister } from "./deletion/lister.ts"
import { makeSigner } from "./signer.ts"
import type { OutgoingRequest, Sending, Upstream } from "./Upstream.ts"

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
  const toEmulator = dispatcher(emulator)
  const deadline = 30_000
  const keyOf = Effect.fnUntraced(function* (access_key: string) {
    const owned = yield* emulator.callers.accessKey(access_key)
    return owned?.key ?? (yield* Effect.die(new Error("an access key went away while it was used")))
  })
  const prove = Effect.fnUntraced(function* (
    request: OutgoingRequest,
    { received, sender: { submission } }: Sending<Caller>
  ) {
    // The emulator writes addresses into its answers, which must be the ones it is called by.
    const addressed = withOwn(request, received, "host")
    const asked = isAboutToken(received)
      ? withOwn(addressed, received, subjectTokenHeader)
      : addressed
    if (submission === undefined) return withOwn(asked, received, "x-auth-token")
    return yield* sign(asked, yield* keyOf(submission.access_key))
  })
  return {
    name: "embedded",
    dispatcher: toEmulator,
    originOf: () => origin,
    deadline,
    lookUp: emulator.callers.accessKey("-"),
    identify: (request) => authenticate(request, emulator.callers),
    // The emulator has roles of its own.
    policyOf: () => undefined,
    principalOf: ({ domain_name, user_name }) => `${domain_name}/${user_name}`,
    tenantOf: ({ enterprise_id }) => enterprise_id,
    listerFor: Effect.fnUntraced(function* (region, { submission }, received) {
      const reach = { dispatcher: toEmulator, origin, region, deadline }
      return yield* lister(
        reach,
        submission === undefined
          ? byToken(received)
          : byKey(yield* keyOf(submission.access_key), received)
      )
    }),
    serves: () => true,
    send: (request, sending, pass) =>
      Effect.flatMap(prove(request, sending), (leaving) => pass(leaving, sending.sink))
  }
}
