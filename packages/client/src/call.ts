import { encodeRequest, type Input, type OperationName, type Success } from "@codearts/api"
import { Clock, Effect, Random, Result } from "effect"
import { readAnswer } from "./answer.ts"
import { DeletionPlan, naming } from "./deletionPlan.ts"
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
  readonly clock: Clock.Clock
  readonly deadline: number
  readonly heard: (request_id: string) => void
  /** How far the present attempt came. */
  progress: Progress
  /** When the present attempt went out. */
  sentAt: number
}

interface Answered<Name extends OperationName> {
  readonly value: Success<Name>
  readonly answer: Answer
}

/** Sends a proven request, and reads its answer. */
const exchange = <Name extends OperationName>(call: Call<Name>, proven: FinalRequest) => {
  call.attempts += 1
  call.sentAt = call.clock.currentTimeMillisUnsafe()
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

const renewed = Effect.fnUntraced(function* (
  { proof, sentAt }: Call<OperationName>,
  setback: Setback
) {
  if (!wantsOtherProof(setback)) return false
  return yield* proof.renew({ ...setback, sentAt, receivedAt: yield* Clock.currentTimeMillis })
})

/** One attempt: proven, sent and read. */
const attempt = <Name extends OperationName>(call: Call<Name>) => {
  const { proof, request, route } = call
  call.progress = { sent: false }
  const prove = Effect.suspend(() => proof.authenticate(request))
  return Effect.flatMap(route.unrepeated(request.method, prove), (proven) => exchange(call, proven))
}

/** Attempts after one that failed, until there is an answer or no use in another one. */
const persist = Effect.fnUntraced(function* <Name extends OperationName>(
  call: Call<Name>,
  first: Setback
): Effect.fn.Return<Answered<Name>, Failure> {
  let setback = first
  let mayRenew = true
  for (let attempts = 1; ; attempts += 1) {
    if (mayRenew && (yield* renewed(call, setback))) {
      mayRenew = false
      attempts -= 1
    } else {
      const pause = yield* pauseBefore(setback, attempts, call)
      if (pause === undefined) return yield* Effect.fail(finalFailure(setback))
      call.progress = { sent: false }
      yield* tellRetry(call, setback, pause)
      yield* Effect.sleep(pause)
    }
    const outcome = yield* attempt(call)
    if (Result.isSuccess(outcome)) return outcome.success
    setback = outcome.failure
  }
})

// The first attempt, which nearly always is the last, does without a generator.
const answered = <Name extends OperationName>(
  call: Call<Name>
): Effect.Effect<Answered<Name>, Failure> =>
  Effect.flatMap(attempt(call), (outcome) =>
    Result.isSuccess(outcome) ? Effect.succeed(outcome.success) : persist(call, outcome.failure)
  )

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
export const call = <Name extends OperationName>(
  name: Name,
  input: Input<Name>,
  route: Route,
  proof: Proof
): Effect.Effect<Answered<Name>, Failure> =>
  Effect.withFiber((fiber) => {
    const final = Result.flatMap(encodeRequest(name, input), (encoded) =>
      finalRequest(name, encoded, route)
    )
    if (Result.isFailure(final)) return Effect.fail(final.failure)
    const request = naming(fiber.getRef(DeletionPlan), final.success)
    const clock = fiber.getRef(Clock.Clock)
    const call: Call<Name> = {
      name,
      region: regionOf(request.headers, route),
      request,
      route,
      proof,
      clock,
      deadline: clock.currentTimeMillisUnsafe() + route.deadline,
      heard: fiber.getRef(Hearing),
      progress: { sent: false },
      sentAt: 0,
      attempts: 0,
      request_id: undefined
    }
    route.retries.earn()
    const inTime = within(answered(call), route.deadline, () => Effect.fail(tooLate(call)))
    return observe(call, route.metrics, inTime)
  })
