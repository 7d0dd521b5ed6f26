import { refusalAnswer } from "@codearts/admission"
import { type Listener, listen } from "@codearts/ingress"
import { Data, Effect } from "effect"
import type { Emulator } from "./Emulator.ts"

/** Where the emulator listens. */
export interface ServeOptions {
  readonly host: string
  /** 0 takes a free one; the listener tells which. */
  readonly port: number
}

/** The address cannot be listened on. */
export class ServeError extends Data.TaggedError("ServeError")<{
  readonly message: string
  readonly cause: unknown
}> {}

/**
 * Serves the emulator over HTTP/1.1 until the scope closes; requests under way are then finished.
 * A request is carried out whole, also when its client has gone.
 */
export const serve = (emulator: Emulator, options: ServeOptions) =>
  Effect.acquireRelease(
    Effect.tryPromise({
      try: () =>
        listen({
          ...options,
          handler: (request) => Effect.runPromise(emulator.handle(request)),
          refuse: (refusal, requestId) => refusalAnswer(refusal, requestId)
        }),
      catch: (cause) =>
        new ServeError({ message: cause instanceof Error ? cause.message : String(cause), cause })
    }),
    (listener: Listener) => Effect.promise(() => listener.close())
  )
