import {
  authenticate,
  type Authenticated,
  readInput,
  refuseGlobalToken,
  requireTokenOfRegion
} from "@codearts/admission"
import { operation, type OperationName } from "@codearts/api"
import type { ReceivedRequest } from "@codearts/ingress"
import { Effect } from "effect"
import {
  refuseFrozenAccount,
  requireOwnProjectAndDomain,
  requireOwnTenant,
  requireTenantAdministrator
} from "./authorize.ts"
import type { Caller } from "./Caller.ts"
import { callers } from "./callers.ts"
import { leniency } from "./leniency.ts"
import { Memories } from "./memories.ts"
import { refuseReplay } from "./replay.ts"
import { CurrentSwitches } from "./switches.ts"

const identify = Effect.fnUntraced(function* (request: ReceivedRequest) {
  const { backOff } = yield* CurrentSwitches
  const authenticated = authenticate(request, yield* callers)
  if (backOff === "off") return yield* authenticated
  return yield* (yield* Memories).backOff.attempt(request, authenticated)
})

const throttle = Effect.fnUntraced(function* (name: OperationName, { enterprise_id }: Caller) {
  const { throttle: allowance } = yield* CurrentSwitches
  if (allowance === "off") return
  yield* (yield* Memories).throttle.count(`${name} ${enterprise_id}`, allowance)
})

/** Who asks, and for what: every check that any operation with credentials has, in their order. */
export const admit = Effect.fnUntraced(function* <Name extends OperationName>(
  name: Name,
  request: ReceivedRequest
) {
  const { group, method } = operation(name)
  const switches = yield* CurrentSwitches
  const sender = yield* identify(request)
  yield* throttle(name, sender.caller)
  if (group === "vpcep") yield* refuseGlobalToken(sender)
  if (method === "DELETE" && switches.replay === "refuse") yield* refuseReplay(sender.submission)
  const input = yield* readInput(name, request, sender.query, leniency(name, switches))
  yield* requireOwnProjectAndDomain(sender, request)
  return { ...sender, input }
})

/** Whether they may, in the tenant and the region they name. */
export const permit = Effect.fnUntraced(function* (
  sender: Authenticated<Caller>,
  { enterprise_id, region }: { readonly enterprise_id?: string; readonly region: string }
) {
  yield* requireTokenOfRegion(sender, region)
  yield* refuseFrozenAccount(sender.caller)
  yield* requireTenantAdministrator(sender.caller)
  yield* requireOwnTenant(sender.caller, enterprise_id)
})
