import { refusalAnswer } from "@codearts/admission"
import { CutConnection } from "@codearts/ingress"
import { Effect } from "effect"
import type { Emulator } from "./Emulator.ts"
import { listening, type ServeOptions } from "./listening.ts"

/**
 * Serves the emulator over HTTP/1.1 until the scope closes; requests under way are then finished.
 * A request is carried out whole, also when its client has gone.
 */
export const serve = (emulator: Emulator, options: ServeOptions) =>
  listening({
    ...options,
    answer: (request) => Effect.mapError(emulator.handle(request), () => new CutConnection()),
    refuse: (refusal, requestId, head) => refusalAnswer(refusal, requestId, head?.headers)
  })
