import {
  type Answer,
  type Listener,
  listen,
  type ListenOptions,
  type ReceivedRequest
} from "@codearts/ingress"
import { Data, Effect } from "effect"

/** Where to listen. */
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

interface Listening extends ServeOptions, Pick<ListenOptions, "refuse"> {
  readonly answer: (request: ReceivedRequest) => Effect.Effect<Answer, Error>
}

/** Listens until the scope closes; requests under way are then finished. */
export const listening = ({ answer, ...options }: Listening) =>
  Effect.acquireRelease(
    Effect.tryPromise({
      try: () => listen({ ...options, handler: (request) => Effect.runPromise(answer(request)) }),
      catch: (cause) =>
        new ServeError({ message: cause instanceof Error ? cause.message : String(cause), cause })
    }),
    (listener: Listener) => Effect.promise(() => listener.close())
  )
