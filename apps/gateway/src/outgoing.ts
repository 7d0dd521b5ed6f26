import type { ReceivedRequest } from "@codearts/ingress"
import type { OutgoingRequest } from "./Upstream.ts"
import { withVia } from "./via.ts"

// What goes on of a caller's headers; credentials and whatever else it sent end here.
const passedOn: ReadonlySet<string> = new Set([
  "accept",
  "content-type",
  "region",
  "x-domain-id",
  "x-project-id"
])

/** A request as it leaves this gateway, without any credentials yet. */
export const outgoing = (
  received: ReceivedRequest,
  gatewayName: string,
  origin: string
): OutgoingRequest => {
  const { body, headers, method, target } = received
  return {
    origin,
    method,
    target,
    headers: [
      ...headers.filter(([name]) => passedOn.has(name.toLowerCase())),
      // Answers are passed back as they come, so the caller must be able to read them.
      ["accept-encoding", "identity"],
      ["via", withVia(received, gatewayName)]
    ],
    body
  }
}
