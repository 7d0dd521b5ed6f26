import { Dispatcher, errors } from "undici"
import type { Emulator } from "./Emulator.ts"
import { Exchange } from "./exchange.ts"

class EmulatorDispatcher extends Dispatcher {
  readonly #emulator: Pick<Emulator, "handle">
  readonly #underWay = new Map<Exchange, Promise<void>>()
  #ended: Error | undefined

  constructor(emulator: Pick<Emulator, "handle">) {
    super()
    this.#emulator = emulator
  }

  override dispatch(
    options: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler
  ): boolean {
    const exchange = new Exchange(handler)
    if (this.#ended !== undefined) {
      exchange.refuse(this.#ended)
      return false
    }
    const done = exchange.run(this.#emulator, options)
    this.#underWay.set(exchange, done)
    void done.finally(() => this.#underWay.delete(exchange))
    return true
  }

  override close(): Promise<void>
  override close(callback: () => void): void
  override close(callback?: () => void): Promise<void> | void {
    this.#ended ??= new errors.ClientClosedError()
    return this.#whenIdle(callback)
  }

  override destroy(error: Error | null, callback: () => void): void
  override destroy(callback: () => void): void
  override destroy(error: Error | null): Promise<void>
  override destroy(): Promise<void>
  override destroy(first?: Error | null | (() => void), second?: () => void): Promise<void> | void {
    const error = typeof first === "function" ? undefined : first
    this.#ended = error ?? new errors.ClientDestroyedError()
    for (const exchange of this.#underWay.keys()) exchange.abort(this.#ended)
    return this.#whenIdle(typeof first === "function" ? first : second)
  }

  #whenIdle(callback: (() => void) | undefined): Promise<void> | void {
    const idle = async (): Promise<void> => {
      await Promise.all(this.#underWay.values())
      callback?.()
    }
    const ended = idle()
    return callback === undefined ? ended : undefined
  }
}

/**
 * The emulator as an undici dispatcher: whatever takes a dispatcher talks to it in this process,
 * with the bytes it would send. Closing the dispatcher leaves the emulator open.
 */
export const dispatcher = (emulator: Pick<Emulator, "handle">): Dispatcher =>
  new EmulatorDispatcher(emulator)
