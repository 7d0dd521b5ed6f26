import { encodeRequest, type Input, type OperationName, type Success } from "@codearts/api"
import { Effect } from "effect"
import { readAnswer } from "./answer.ts"
import type { Failure } from "./errors.ts"
import { finalRequest } from "./request.ts"
import type { Route } from "./route.ts"
import { type Answer, type FinalRequest, noAnswer, type Progress, send } from "./transport.ts"

/** Gives a request the headers that prove who sends it. */
export type Authenticate = (request: FinalRequest) => Effect.Effect<FinalRequest, Failure>

/** Authenticates a request and sends it, both within the deadline. */
const attempt = (request: FinalRequest, route: Route, authenticate: Authenticate) =>
  Effect.suspend(() => {
    const progress: Progress = { sent: false }
    const tooLate = () => noAnswer(request, `none within ${route.deadline} ms`, progress)
    return authenticate(request).pipe(
      Effect.flatMap((proven) =>
        Effect.map(send(route.dispatcher, proven, progress), (answer) => ({ answer, proven }))
      ),
      Effect.timeoutOrElse({ duration: route.deadline, orElse: () => Effect.fail(tooLate()) })
    )
  })

/** Calls an operation once: checked, encoded, authenticated, sent, read. */
export const call = Effect.fnUntraced(function* <Name extends OperationName>(
  name: Name,
  input: Input<Name>,
  route: Route,
  authenticate: Authenticate
): Effect.fn.Return<{ readonly value: Success<Name>; readonly answer: Answer }, Failure> {
  const encoded = yield* Effect.fromResult(encodeRequest(name, input))
  const request = yield* Effect.fromResult(finalRequest(name, encoded, route))
  const { answer, proven } = yield* attempt(request, route, authenticate)
  const value = yield* Effect.fromResult(readAnswer(name, answer, proven))
  return { value, answer }
})
