import { encodeRequest, type Input, type OperationName, type Success } from "@codearts/api"
import { Clock, Effect, Random, Result } from "effect"
import { readAnswer } from "./answer.ts"
import type { Failure } from "./errors.ts"
import { observe, type Observed, tellRetry } from "./observe.ts"
import type { Proof } from "./Proof.ts"
import { finalRequest } from "./request.ts"
import { Hearing } from "./requestIds.ts"
import { finalFailure, pauseAfter, type Setback, wantsOtherProof } from "./retry.ts"
import { regionOf, type Route } from "./route.ts"
import { type Answer, type FinalRequest, noAnswer, type Progress, send } from "./transport.ts"
import { within } from "./within.ts"

/** One call, all its attempts. */
interface Call<Name extends OperationName> extends Observed {
  readonly name: Name
  readonly request: FinalRequest
  readonly route: Route
  readonly proof: Proof
  readonly deadline: number
  readonly heard: (request_id: string) => void
  /** How far the present attempt came. */
  progress: Progress
}

interface Answered<Name extends OperationName> {
  readonly value: Success<Name>
  readonly answer: Answer
}

/** Sends a proven request, and reads its answer. */
const exchange = <Name extends OperationName>(call: Call<Name>, proven: FinalRequest) => {
  call.attempts += 1
  return Effect.match(
    send(call.route.dispatcher, proven, call.progress, call.route.maxAnswerSize),
    {
      onFailure: (failure): Result.Result<Answered<Name>, Setback> =>
        Result.fail({ failure, proven, answer: undefined }),
      onSuccess: (answer): Result.Result<Answered<Name>, Setback> => {
        call.request_id = answer.header("x-request-id")
        if (call.request_id !== undefined) call.heard(call.request_id)
        return readAnswer(call.name, answer, proven).pipe(
          Result.map((value) => ({ value, answer })),
          Result.mapError((failure) => ({ failure, proven, answer }))
        )
      }
    }
  )
}

/** Milliseconds to pause before another attempt, if there may be one within deadline and budget. */
const pauseBefore = Effect.fnUntraced(function* (
  setback: Setback,
  attempts: number,
  { deadline, route }: { readonly deadline: number; readonly route: Route }
) {
  const now = yield* Clock.currentTimeMillis
  const pause = pauseAfter(setback, attempts, now, yield* Random.next)
  return pause !== undefined && now + pause < deadline && route.retries.spend() ? pause : undefined
})

const renewed = Effect.fnUntraced(function* ({ renew }: Proof, setback: Setback, sentAt: number) {
  if (!wantsOtherProof(setback)) return false
  return yield* renew({ ...setback, sentAt, receivedAt: yield* Clock.currentTimeMillis })
})

/** Attempts until there is an answer, or no use in another one. */
const persist = Effect.fnUntraced(function* <Name extends OperationName>(
  call: Call<Name>
): Effect.fn.Return<Answered<Name>, Failure> {
  const { proof, request, route } = call
  const prove = route.unrepeated(Effect.suspend(() => proof.authenticate(request)))
  let mayRenew = true
  for (let attempts = 1; ; attempts += 1) {
    call.progress = { sent: false }
    const proven = yield* prove
    const sentAt = yield* Clock.currentTimeMillis
    const outcome = yield* exchange(call, proven)
    if (Result.isSuccess(outcome)) return outcome.success
    if (mayRenew && (yield* renewed(proof, outcome.failure, sentAt))) {
      mayRenew = false
      attempts -= 1
      continue
    }
    const pause = yield* pauseBefore(outcome.failure, attempts, call)
    if (pause === undefined) return yield* Effect.fail(finalFailure(outcome.failure))
    call.progress = { sent: false }
    yield* tellRetry(call, outcome.failure, pause)
    yield* Effect.sleep(pause)
  }
})

const tooLate = ({ progress, request, route }: Call<OperationName>) =>
  finalFailure({
    failure: noAnswer(request, { message: `none within ${route.deadline} ms` }, progress),
    proven: request,
    answer: undefined
  })

/**
 * Calls an operation: checked, encoded, then authenticated, sent and read as often as the error
 * catalog and the request allow, within one deadline.
 */
export const call = Effect.fnUntraced(function* <Name extends OperationName>(
  name: Name,
  input: Input<Name>,
  route: Route,
  proof: Proof
): Effect.fn.Return<Answered<Name>, Failure> {
  const encoded = yield* Effect.fromResult(encodeRequest(name, input))
  const request = yield* Effect.fromResult(finalRequest(name, encoded, route))
  const deadline = (yield* Clock.currentTimeMillis) + route.deadline
  const call: Call<Name> = {
    name,
    region: regionOf(request.headers, route),
    request,
    route,
    proof,
    deadline,
    heard: yield* Hearing,
    progress: { sent: false },
    attempts: 0,
    request_id: undefined
  }
  route.retries.earn()
  const answered = within(persist(call), route.deadline, () => Effect.fail(tooLate(call)))
  return yield* observe(call, route.metrics, answered)
})
