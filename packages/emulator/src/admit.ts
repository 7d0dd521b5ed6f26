import { authenticate, type Authenticated, readInput } from "@codearts/admission"
import { operation, type OperationName } from "@codearts/api"
import type { ReceivedRequest } from "@codearts/ingress"
import { Effect } from "effect"
import {
  refuseGlobalToken,
  requireOwnProjectAndDomain,
  requireOwnTenant,
  requireTenantAdministrator,
  requireTokenOfRegion
} from "./authorize.ts"
import type { Caller } from "./Caller.ts"
import { callers } from "./callers.ts"
import { refuseReplay } from "./replay.ts"

/** Who asks, and for what: every check that any operation with credentials has, in their order. */
export const admit = Effect.fnUntraced(function* <Name extends OperationName>(
  name: Name,
  request: ReceivedRequest
) {
  const { group, method } = operation(name)
  const sender = yield* authenticate(request, yield* callers)
  if (group === "vpcep") yield* refuseGlobalToken(sender)
  if (method === "DELETE") yield* refuseReplay(sender.submission)
  const input = yield* readInput(name, request, sender.query)
  yield* requireOwnProjectAndDomain(sender, request)
  return { ...sender, input }
})

/** Whether they may, in the tenant and the region they name. */
export const permit = Effect.fnUntraced(function* (
  sender: Authenticated<Caller>,
  { enterprise_id, region }: { readonly enterprise_id?: string; readonly region: string }
) {
  yield* requireTokenOfRegion(sender, region)
  yield* requireTenantAdministrator(sender.caller)
  yield* requireOwnTenant(sender.caller, enterprise_id)
})
