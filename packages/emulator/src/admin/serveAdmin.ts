import { refuseCredentials } from "@codearts/admission"
import { type Answer, header, type ReceivedRequest } from "@codearts/ingress"
import { Effect, Redacted } from "effect"
import { hash, timingSafeEqual } from "node:crypto"
import type { Emulator } from "../Emulator.ts"
import { listening, type ServeOptions } from "../listening.ts"
import { adminRefusal } from "./handle.ts"

/** Where the admin API listens, and what lets a caller in. */
export interface ServeAdminOptions extends ServeOptions {
  readonly token: Redacted.Redacted
}

const digest = (text: string) => hash("sha256", text, "buffer")

// Digests are of one length, so that not even a length is told by the time it takes.
const bears = ({ headers }: { readonly headers: ReceivedRequest["headers"] }, token: Buffer) => {
  const sent = header({ headers }, "authorization") ?? ""
  return timingSafeEqual(digest(sent.replace(/^Bearer /u, "")), token) && sent.startsWith("Bearer ")
}

const stranger = refuseCredentials(
  "APIGW.0301",
  "the admin API needs Authorization: Bearer with the token that the emulator was started with"
)

/** Serves the admin API of an emulator until the scope closes, to who bears the token. */
export const serveAdmin = (emulator: Emulator, { token, ...options }: ServeAdminOptions) => {
  const expected = digest(Redacted.value(token))
  const answer = (request: ReceivedRequest): Effect.Effect<Answer> =>
    bears(request, expected)
      ? emulator.admin(request)
      : Effect.succeed(adminRefusal(stranger, request.requestId))
  return listening({ ...options, answer, refuse: adminRefusal })
}
