import { operation } from "@codearts/api"
import { makePool } from "@codearts/client"
import { Console, Effect } from "effect"
import { Dispatcher } from "undici"
import { noController } from "./noController.ts"
import { requestLines, type ShownRequest, shownRequest } from "./shownRequest.ts"
import { Transport } from "./Transport.ts"

type Sent = Dispatcher.DispatchOptions

/** Keeps back the requests it is told to, and lets the others through. */
class Holding extends Dispatcher {
  held: Sent | undefined
  readonly #under: Dispatcher
  readonly #isHeld: (request: Sent) => boolean

  constructor(under: Dispatcher, isHeld: (request: Sent) => boolean) {
    super()
    this.#under = under
    this.#isHeld = isHeld
  }

  override dispatch(request: Sent, handler: Dispatcher.DispatchHandler): boolean {
    if (!this.#isHeld(request)) return this.#under.dispatch(request, handler)
    this.held = request
    handler.onResponseError?.(noController, new Error("held back"))
    return true
  }
}

/** Whether a request is what a password is exchanged by, without which nothing can be proven. */
export const isTokenExchange = ({ method, path }: Sent): boolean =>
  method === "POST" && path.split("?", 1)[0] === operation("createToken").path

const unreached = Effect.die(new Error("nothing was sent that could be held back"))

/** A transport that holds requests back, and what an effect that uses it would have sent. */
export const holdBack = Effect.fnUntraced(function* (isHeld: (request: Sent) => boolean) {
  const transport = new Holding((yield* Transport) ?? (yield* makePool({})), isHeld)
  return {
    transport,
    /** The last request held back; where there was none, the effect fails as it does. */
    heldBy: Effect.fnUntraced(function* <A, E, R>(effect: Effect.Effect<A, E, R>) {
      const exit = yield* Effect.exit(effect)
      const { held } = transport
      return held === undefined ? yield* Effect.andThen(exit, unreached) : shownRequest(held)
    })
  }
})

/** Shows people a request that is not sent. */
export const showHeld = (request: ShownRequest) =>
  Console.error(`not sent:\n\n${requestLines(request).join("\n")}\n`)
