import type { Caller, Emulator } from "@codearts/emulator"
import { dispatcher } from "@codearts/emulator"
import { header } from "@codearts/ingress"
import { Effect } from "effect"
import { signed } from "./signed.ts"
import type { OutgoingRequest, Upstream } from "./Upstream.ts"

const origin = "http://emulator.internal"

const withToken = (request: OutgoingRequest, token: string): OutgoingRequest => ({
  ...request,
  headers: [...request.headers, ["x-auth-token", token]]
})

/**
 * The emulator in this process. It and the gateway know the same callers, so a request goes on under
 * its caller's own key, signed anew, or its caller's own token.
 */
export const embedded = (emulator: Emulator): Upstream<Caller> => ({
  name: "embedded",
  dispatcher: dispatcher(emulator),
  origin,
  callers: emulator.callers,
  serves: () => true,
  authenticate: (request, { submission }, received) =>
    submission === undefined
      ? Effect.succeed(withToken(request, header(received, "x-auth-token") ?? ""))
      : Effect.flatMap(emulator.callers.accessKey(submission.access_key), (owned) =>
          owned === undefined
            ? Effect.die(new Error("an access key went away while it was used"))
            : signed(request, origin, owned.key)
        )
})
