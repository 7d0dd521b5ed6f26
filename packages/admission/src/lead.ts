import { type Operation, route } from "@codearts/api"
import type { Answer, ReceivedRequest } from "@codearts/ingress"
import { Effect } from "effect"
import { noContent } from "./answer.ts"
import { type Refusal, refuse } from "./refusal.ts"

/** What another method gets at a known address: OPTIONS is told which ones there are, the rest refused. */
export const wrongMethod = (
  method: string,
  allow: ReadonlyArray<string>
): Effect.Effect<Answer, Refusal> => {
  const headers: Answer["headers"] = [["Allow", allow.join(", ")]]
  return method === "OPTIONS"
    ? Effect.succeed(noContent(headers))
    : Effect.fail(refuse("UC.00011006", 405, undefined, headers))
}

/** Leads a request to the operation at its method and raw path; what leads nowhere is refused as documented. */
export const lead = <A, E, R>(
  { method, path }: Pick<ReceivedRequest, "method" | "path">,
  perform: (operation: Operation) => Effect.Effect<A, E, R>,
  pathPrefix = ""
): Effect.Effect<A | Answer, E | Refusal, R> => {
  const found = route(method, path, pathPrefix)
  switch (found._tag) {
    case "Operation":
      return perform(found.operation)
    case "WrongMethod":
      return wrongMethod(method, found.allow)
    case "NotFound":
      return Effect.fail(refuse("APIGW.0101", 404))
  }
}
