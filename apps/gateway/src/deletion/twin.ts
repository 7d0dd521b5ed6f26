import { wrongMethod, type Refusal } from "@codearts/admission"
import { operation, type Operation } from "@codearts/api"
import type { Answer, ReceivedRequest } from "@codearts/ingress"
import type { Effect } from "effect"

/** What a POST there stands for. */
const deletion = operation("deleteVpcepAccessControlRecords")

/** Where a deletion may be sent by POST, for clients and proxies that lose the body of a DELETE. */
export const twinPath = `${deletion.path}/delete`

/** Leads a POST to the deletion that it stands for; nothing where the request is another one. */
export const leadTwin = <A, E, R>(
  { method, path }: Pick<ReceivedRequest, "method" | "path">,
  perform: (operation: Operation) => Effect.Effect<A, E, R>
): Effect.Effect<A | Answer, E | Refusal, R> | undefined => {
  if (path !== twinPath) return undefined
  return method === "POST" ? perform(deletion) : wrongMethod(method, ["POST", "OPTIONS"])
}

/** A request as it leaves: that which it stands for, its body as it is. */
export const standingFor = (request: ReceivedRequest): ReceivedRequest =>
  request.path === twinPath
    ? { ...request, method: deletion.method, target: deletion.path, path: deletion.path }
    : request
