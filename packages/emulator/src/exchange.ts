import type { Answer, ReceivedRequest } from "@codearts/ingress"
import { Effect } from "effect"
import { STATUS_CODES } from "node:http"
import { type Dispatcher, errors } from "undici"
import { dispatchedRequest } from "./dispatchedRequest.ts"
import type { Emulator } from "./Emulator.ts"

const errorOf = (thrown: unknown) => (thrown instanceof Error ? thrown : new Error(String(thrown)))

/** One request and its answer, told to undici's callbacks as a connection would. */
export class Exchange implements Dispatcher.DispatchController {
  readonly #handler: Dispatcher.DispatchHandler
  readonly #departure = new AbortController()
  #resumed: PromiseWithResolvers<void> | undefined
  reason: Error | null = null
  rawHeaders: Array<string> = []

  constructor(handler: Dispatcher.DispatchHandler) {
    this.#handler = handler
  }

  get aborted(): boolean {
    return this.#departure.signal.aborted
  }

  get paused(): boolean {
    return this.#resumed !== undefined
  }

  abort(reason?: Error): void {
    if (this.aborted) return
    this.reason = reason ?? new errors.RequestAbortedError()
    this.#departure.abort(this.reason)
    this.resume()
  }

  pause(): void {
    this.#resumed ??= Promise.withResolvers()
  }

  resume(): void {
    this.#resumed?.resolve()
    this.#resumed = undefined
  }

  refuse(error: Error): void {
    this.#handler.onResponseError?.(this, error)
  }

  /** Runs to the end of the answer; an abort ends it at the next step, with its reason. */
  async run(
    emulator: Pick<Emulator, "handle">,
    options: Dispatcher.DispatchOptions
  ): Promise<void> {
    const { signal } = this.#departure
    try {
      this.#handler.onRequestStart?.(this, {})
      await this.#flows()
      const request = await dispatchedRequest(options, signal)
      await this.#flows()
      const answer = await Effect.runPromise(emulator.handle(request), { signal })
      await this.#deliver(answer, request)
    } catch (thrown) {
      this.refuse(this.reason ?? errorOf(thrown))
    }
  }

  async #deliver({ body, headers, status }: Answer, request: ReceivedRequest): Promise<void> {
    const length = status === 204 ? [] : [["Content-Length", String(Buffer.byteLength(body))]]
    const sent = [...headers, ["X-Request-Id", request.requestId], ...length]
    this.rawHeaders = sent.flat()
    const byName = Object.fromEntries(sent.map(([name = "", value]) => [name.toLowerCase(), value]))
    await this.#flows()
    this.#handler.onResponseStart?.(this, status, byName, STATUS_CODES[status])
    await this.#flows()
    if (request.method !== "HEAD" && body.length > 0)
      this.#handler.onResponseData?.(this, Buffer.from(body))
    await this.#flows()
    this.#handler.onResponseEnd?.(this, {})
  }

  /** Waits while the receiver is paused; throws when it has left. */
  async #flows(): Promise<void> {
    while (this.#resumed !== undefined) await this.#resumed.promise
    this.#departure.signal.throwIfAborted()
  }
}
