import { Dispatcher } from "undici"
import { noController } from "../src/noController.ts"
import type { Sent } from "./codearts.ts"

/** What a server says: an answer, or the error that is there instead of one. */
export type Reply =
  | { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> }
  | Error

const textOf = (body: unknown) => (typeof body === "string" ? body : JSON.stringify(body))

class Server extends Dispatcher {
  readonly #reply: (request: Sent) => Reply

  constructor(reply: (request: Sent) => Reply) {
    super()
    this.#reply = reply
  }

  override dispatch(request: Sent, handler: Dispatcher.DispatchHandler): boolean {
    handler.onRequestStart?.(noController, {})
    const reply = this.#reply(request)
    if (reply instanceof Error) {
      handler.onResponseError?.(noController, reply)
      return true
    }
    handler.onResponseStart?.(noController, reply.status, reply.headers ?? {})
    handler.onResponseData?.(noController, Buffer.from(textOf(reply.body)))
    handler.onResponseEnd?.(noController, {})
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
