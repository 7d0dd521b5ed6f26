import { operation } from "@codearts/api"
import { makePool } from "@codearts/client"
import { Console, Effect } from "effect"
import { Dispatcher } from "undici"
import { printable } from "./printable.ts"
import { Transport } from "./Transport.ts"

/** A request as it would have been sent, its proof and its tokens hidden. */
export interface HeldRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

type Sent = Dispatcher.DispatchOptions

const controller: Dispatcher.DispatchController = {
  aborted: false,
  paused: false,
  reason: null,
  rawHeaders: [],
  abort: () => {},
  pause: () => {},
  resume: () => {}
}

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
    handler.onResponseError?.(controller, new Error("held back"))
    return true
  }
}

const shownValue = (name: string, value: string) => {
  if (name === "authorization") return value.replace(/Signature=.*$/u, "Signature=***")
  return /token|cookie|secret/u.test(name) ? "***" : value
}

const headersOf = ({ headers }: Sent) => {
  const flat = Array.isArray(headers) ? headers.map(String) : []
  return Object.fromEntries(
    flat.flatMap((name, index) =>
      index % 2 === 0 ? [[name, shownValue(name.toLowerCase(), flat[index + 1] ?? "")]] : []
    )
  )
}

const secretField = /("(?:password|secret)"\s*:\s*)"(?:[^"\\]|\\.)*"/gu

const bodyOf = ({ body }: Sent) => {
  if (typeof body !== "string" && !(body instanceof Uint8Array)) return {}
  return { body: Buffer.from(body).toString().replace(secretField, '$1"***"') }
}

const asHeld = (request: Sent): HeldRequest => ({
  method: request.method,
  url: `${String(request.origin)}${request.path}`,
  headers: headersOf(request),
  ...bodyOf(request)
})

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
      return held === undefined ? yield* Effect.andThen(exit, unreached) : asHeld(held)
    })
  }
})

/** Shows people a request that is not sent. */
export const showHeld = ({ body, headers, method, url }: HeldRequest) => {
  const lines = [
    `${method} ${url}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ["", body])
  ]
  return Console.error(`not sent:\n\n${lines.map(printable).join("\n")}\n`)
}
