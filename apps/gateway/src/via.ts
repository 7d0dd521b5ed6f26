import { refuse } from "@codearts/admission"
import { header, type ReceivedRequest } from "@codearts/ingress"
import { Effect } from "effect"
import { randomBytes } from "node:crypto"

/** A name for one gateway, which no other has; requests bear it from here on. RFC 9110, 7.6.3. */
export const makeGatewayName = (): string => `codearts-gateway-${randomBytes(6).toString("hex")}`

/** Whom a request passed before it came here, and this gateway. */
export const withVia = (received: ReceivedRequest, gatewayName: string): string => {
  const before = header(received, "via")
  const here = `1.1 ${gatewayName}`
  return before === undefined ? here : `${before}, ${here}`
}

/** Refuses a request that was here before: the upstream leads back to this gateway. */
export const refuseLoop = (received: ReceivedRequest, gatewayName: string) =>
  header(received, "via")?.includes(gatewayName) === true
    ? Effect.fail(refuse("APIGW.0612", 500))
    : Effect.void
