import { answerTo, answerToDefect, json, lead, type Refusal, refuse } from "@codearts/admission"
import { type Operation, operation, type OperationName, type Success } from "@codearts/api"
import { type Answer, header, limits, type ReceivedRequest } from "@codearts/ingress"
import { Clock, Effect } from "effect"
import type { SqlClient } from "effect/sql"
import { admit, permit } from "./admit.ts"
import { createToken } from "./createToken.ts"
import { listProjects } from "./listProjects.ts"
import { list, remove } from "./vpcep.ts"

type Act = (request: ReceivedRequest) => Effect.Effect<Answer, Refusal, SqlClient.SqlClient>

const succeed = <Name extends OperationName>(
  name: Name,
  body: Success<Name>,
  headers?: Answer["headers"]
) => json(operation(name).status, JSON.stringify(body), headers)

const acts: { readonly [Name in OperationName]: Act } = {
  listVpcepAccessControlRecords: Effect.fnUntraced(function* (request) {
    const call = yield* admit("listVpcepAccessControlRecords", request)
    yield* permit(call, call.input)
    return succeed("listVpcepAccessControlRecords", yield* list(call.caller, call.input))
  }),
  deleteVpcepAccessControlRecords: Effect.fnUntraced(function* (request) {
    const call = yield* admit("deleteVpcepAccessControlRecords", request)
    yield* permit(call, call.input)
    const deleted = yield* remove(call.caller, call.input, call.submission)
    return succeed("deleteVpcepAccessControlRecords", deleted)
  }),
  listProjects: Effect.fnUntraced(function* (request) {
    const { caller, input } = yield* admit("listProjects", request)
    const host = header(request, "host") ?? "iam"
    return succeed("listProjects", yield* listProjects(caller, input, host))
  }),
  createToken: Effect.fnUntraced(function* (request) {
    const { body, token } = yield* createToken(request)
    return succeed("createToken", body, [["X-Subject-Token", token]])
  })
}

const perform = Effect.fnUntraced(function* ({ name }: Operation, request: ReceivedRequest) {
  if (request.body.length > limits.bodyBytes) return yield* refuse("APIGW.0201", 413)
  return yield* acts[name](request)
})

const withDate = (answer: Answer, now: number): Answer => ({
  ...answer,
  headers: [...answer.headers, ["Date", new Date(now).toUTCString()]]
})

/** Answers one request, in the order of checks that the reference and its gateway have. */
export const handle = Effect.fnUntraced(function* (request: ReceivedRequest) {
  const answer = yield* lead(request, (operation) => perform(operation, request)).pipe(
    Effect.catchTag("Refusal", (refusal) => Effect.succeed(answerTo(refusal, request))),
    Effect.catchDefect(answerToDefect(request))
  )
  return withDate(answer, yield* Clock.currentTimeMillis)
})
