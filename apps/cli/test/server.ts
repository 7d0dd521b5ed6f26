import { Dispatcher } from "undici"
import type { Sent } from "./codearts.ts"

/** What a server says: an answer, or the error that is there instead of one. */
export type Reply =
  | { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> }
  | Error

const controller: Dispatcher.DispatchController = {
  aborted: false,
  paused: false,
  reason: null,
  rawHeaders: [],
  abort: () => {},
  pause: () => {},
  resume: () => {}
}

const textOf = (body: unknown) => (typeof body === "string" ? body : JSON.stringify(body))

class Server extends Dispatcher {
  readonly #reply: (request: Sent) => Reply

  constructor(reply: (request: Sent) => Reply) {
    super()
    this.#reply = reply
  }

  override dispatch(request: Sent, handler: Dispatcher.DispatchHandler): boolean {
    handler.onRequestStart?.(controller, {})
    const reply = this.#reply(request)
    if (reply instanceof Error) {
      handler.onResponseError?.(controller, reply)
      return true
    }
    handler.onResponseStart?.(controller, reply.status, reply.headers ?? {})
    handler.onResponseData?.(controller, Buffer.from(textOf(reply.body)))
    handler.onResponseEnd?.(controller, {})
    return true
  }
}

/** A server that is not ours, and says what the test has it say. */
export const server = (reply: (request: Sent) => Reply): Dispatcher => new Server(reply)

/** A server that says the same to everyone. */
export const saying = (status: number, body: unknown, headers = {}): Dispatcher =>
  server(() => ({ status, body, headers }))

/** A page of the list as the API answers it. */
export const page = (vpceps: ReadonlyArray<object>, total = vpceps.length): Reply => ({
  status: 200,
  body: { status: "ok", data: { enterprise_id: "tenant", vpceps }, offset: 0, limit: 100, total }
})
