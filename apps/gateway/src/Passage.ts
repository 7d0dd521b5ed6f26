import type { Headers, Sink } from "@codearts/ingress"
import { Result } from "effect"
import type { Dispatcher } from "undici"
import { AnswerCut } from "./AnswerCut.ts"
import { NoAnswer } from "./NoAnswer.ts"

/** Where an answer goes back to. */
export interface WayBack {
  readonly sink: Sink
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal
  /** The headers of the answer as the caller gets them. */
  readonly headers: (answered: Headers) => Headers
}

/** How a passage ended: with the status of an answer that went back whole, or without. */
export type Outcome = Result.Result<number, AnswerCut | NoAnswer>

type Coded = Error & { readonly code?: string }

const lateCodes: ReadonlySet<string> = new Set(["ETIMEDOUT", "UND_ERR_CONNECT_TIMEOUT"])

const deadlinePassed = (): Coded =>
  Object.assign(new Error("the deadline has passed"), { code: "ETIMEDOUT" })

// An upstream that says more before its answer than this is not going to answer.
const mostInterimAnswers = 10

type AnswerHeaders = Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>[2]

const pairs = (headers: AnswerHeaders): Headers =>
  Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((each): Headers[number] => [name, each])
  )

/** One request's way through undici's callbacks, out and back; it ends once, whatever happens to it. */
export class Passage implements Dispatcher.DispatchHandler {
  readonly #wayBack: WayBack
  readonly #end: (outcome: Outcome) => void
  readonly #deadline: NodeJS.Timeout
  #controller: Dispatcher.DispatchController | undefined
  #gaveUp: Error | undefined
  #sent = false
  #wrong = false
  #interimAnswers = 0
  /** Of the answer, once it has begun. */
  #status = 0

  constructor(wayBack: WayBack, deadline: number, end: (outcome: Outcome) => void) {
    this.#wayBack = wayBack
    this.#end = end
    this.#deadline = setTimeout(() => this.giveUp(deadlinePassed()), deadline)
    wayBack.signal.addEventListener("abort", this.#callerLeft, { once: true })
    if (wayBack.signal.aborted) this.#callerLeft()
  }

  /** Lets the upstream go; a request that waits for a connection will not leave any more. */
  giveUp(reason: Error): void {
    this.#gaveUp ??= reason
    if (this.#controller === undefined) this.#fail(reason)
    else this.#controller.abort(reason)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#gaveUp === undefined) this.#sent = true
    else controller.abort(this.#gaveUp)
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: AnswerHeaders
  ): void {
    if (status < 200) return this.#ignoreInterim(controller)
    // Where it leads is for nobody to follow with credentials, and no answer of this API.
    if (status >= 300 && status < 400) return this.#disbelieve(controller, "the upstream redirects")
    this.#wayBack.sink.start(status, this.#wayBack.headers(pairs(headers)))
    this.#status = status
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#wayBack.sink.write(chunk) || controller.paused) return
    controller.pause()
    this.#wayBack.sink.onDrain(() => controller.resume())
  }

  onResponseEnd(): void {
    this.#finish(Result.succeed(this.#status))
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#fail(error)
  }

  readonly #callerLeft = (): void => this.giveUp(new Error("the caller went away"))

  #ignoreInterim(controller: Dispatcher.DispatchController): void {
    this.#interimAnswers += 1
    if (this.#interimAnswers > mostInterimAnswers)
      this.#disbelieve(controller, "too many interim answers")
  }

  #disbelieve(controller: Dispatcher.DispatchController, reason: string): void {
    this.#wrong = true
    controller.abort(new Error(reason))
  }

  #fail({ code = "", message, name }: Coded): void {
    const reason = message || code || name
    this.#finish(
      Result.fail(
        this.#status === 0
          ? new NoAnswer({
              sent: this.#sent,
              late: lateCodes.has(code),
              wrong: this.#wrong,
              reason
            })
          : new AnswerCut({ reason })
      )
    )
  }

  #finish(outcome: Outcome): void {
    clearTimeout(this.#deadline)
    this.#wayBack.signal.removeEventListener("abort", this.#callerLeft)
    this.#end(outcome)
  }
}
