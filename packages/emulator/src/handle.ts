import { answerTo, answerToDefect, json, lead, type Refusal, refuse } from "@codearts/admission"
import { type Operation, operation, type OperationName, type Success } from "@codearts/api"
import { type Answer, limits, type ReceivedRequest } from "@codearts/ingress"
import { Clock, Effect } from "effect"
import type { SqlClient } from "effect/sql"
import { admit, permit } from "./admit.ts"
import { requireAdministratorOfUsers, requireDomainOfSignature } from "./authorize.ts"
import { createToken } from "./createToken.ts"
import { underFaults } from "./faults.ts"
import { addressOf } from "./links.ts"
import { listAuthDomains } from "./listAuthDomains.ts"
import { listProjects } from "./listProjects.ts"
import { explainDefect } from "./outage.ts"
import { showToken } from "./showToken.ts"
import { createUser, listUsers } from "./users.ts"
import { CurrentSwitches } from "./switches.ts"
import { list, remove } from "./vpcep.ts"

type Act = (request: ReceivedRequest) => Effect.Effect<Answer, Refusal, SqlClient.SqlClient>

const succeed = <Name extends OperationName>(
  name: Name,
  body: Success<Name>,
  headers?: Answer["headers"]
) => json(operation(name).status, JSON.stringify(body), headers)

// The identity service has its own code for a body that breaks a rule. Section 3.3.
const asIdentityService = (refusal: Refusal) =>
  refusal.status === 400 && refusal.error_code.startsWith("UC.")
    ? refuse("IAM.0011", 400, refusal.error_msg)
    : refusal

const acts: { readonly [Name in OperationName]: Act } = {
  listVpcepAccessControlRecords: Effect.fnUntraced(function* (request) {
    const call = yield* admit("listVpcepAccessControlRecords", request)
    yield* permit(call, call.input)
    return succeed("listVpcepAccessControlRecords", yield* list(call.caller, call.input))
  }),
  deleteVpcepAccessControlRecords: Effect.fnUntraced(function* (request) {
    const call = yield* admit("deleteVpcepAccessControlRecords", request)
    yield* permit(call, call.input)
    const author = { caller: call.caller, request_id: request.requestId }
    const deleted = yield* remove(author, call.input, call.submission)
    return succeed("deleteVpcepAccessControlRecords", deleted)
  }),
  listProjects: Effect.fnUntraced(function* (request) {
    const { caller, input } = yield* admit("listProjects", request)
    const self = addressOf(request, operation("listProjects").path)
    return succeed("listProjects", yield* listProjects(caller, input, self))
  }),
  listAuthDomains: Effect.fnUntraced(function* (request) {
    const { caller } = yield* admit("listAuthDomains", request)
    const self = addressOf(request, operation("listAuthDomains").path)
    return succeed("listAuthDomains", listAuthDomains(caller, self))
  }),
  createToken: Effect.fnUntraced(function* (request) {
    const { body, token } = yield* createToken(request)
    return succeed("createToken", body, [["X-Subject-Token", token]])
  }),
  showToken: Effect.fnUntraced(function* (request) {
    const call = yield* admit("showToken", request)
    const { body, token } = yield* showToken(call, call.input)
    return succeed("showToken", body, [["X-Subject-Token", token]])
  }),
  createUser: Effect.fnUntraced(function* (request) {
    const call = yield* admit("createUser", request).pipe(Effect.mapError(asIdentityService))
    yield* requireDomainOfSignature(call, request)
    yield* requireAdministratorOfUsers(call.caller)
    const author = { caller: call.caller, request_id: request.requestId }
    return succeed("createUser", yield* createUser(author, call.input))
  }),
  listUsers: Effect.fnUntraced(function* (request) {
    const { caller } = yield* admit("listUsers", request)
    yield* requireAdministratorOfUsers(caller)
    return succeed("listUsers", yield* listUsers(caller))
  })
}

const perform = Effect.fnUntraced(function* ({ name }: Operation, request: ReceivedRequest) {
  if (request.body.length > limits.bodyBytes) return yield* refuse("APIGW.0201", 413)
  return yield* underFaults(name, acts[name](request))
})

const withDate = (answer: Answer, now: number): Answer => ({
  ...answer,
  headers: [...answer.headers, ["Date", new Date(now).toUTCString()]]
})

/** Answers one request, in the order of checks that the reference and its gateway have. */
export const handle = Effect.fnUntraced(function* (request: ReceivedRequest) {
  const { pathPrefix } = yield* CurrentSwitches
  const led = lead(request, (operation) => perform(operation, request), pathPrefix)
  const answer = yield* led.pipe(
    Effect.catchTag("Refusal", (refusal) => Effect.succeed(answerTo(refusal, request))),
    Effect.catchDefect((defect) => answerToDefect(request)(explainDefect(defect)))
  )
  return withDate(answer, yield* Clock.currentTimeMillis)
})
