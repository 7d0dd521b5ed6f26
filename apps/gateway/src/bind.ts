import { refusalAnswer } from "@codearts/admission"
import { type Handler, listen, type Listener } from "@codearts/ingress"
import { Data, Effect } from "effect"
import { AnswerCut } from "./AnswerCut.ts"
import { readTls } from "./listening/certificates.ts"
import { allowedHostsAt } from "./listening/listeningSettings.ts"
import { beforeSize } from "./beforeSize.ts"
import type { Settings } from "./settings.ts"

/** The address cannot be listened on. */
export class CannotListen extends Data.TaggedError("CannotListen")<{
  readonly message: string
  readonly cause: unknown
}> {}

const cannotListen = (cause: unknown) =>
  new CannotListen({ message: cause instanceof Error ? cause.message : String(cause), cause })

/** What the listener cannot tell its client, for the log: one line where the upstream is at fault. */
const logDefect = (defect: unknown, requestId: string) =>
  defect instanceof AnswerCut
    ? Effect.logWarning(`${requestId} answer cut: ${defect.reason}`)
    : Effect.logError(`${requestId} failed`, defect)

/** How a listener ends. */
interface Closing {
  /** Milliseconds for which it goes on and says that it will close. */
  readonly announce: number
  /** Called when it begins to end. */
  readonly before?: () => void
}

/** Listens where it is set to, until the scope closes; requests under way are then finished. */
export const bind = Effect.fnUntraced(function* (
  handler: Handler,
  { allowed_hosts, host = "127.0.0.1", port = 8080, tls }: Settings,
  onClose: Closing = { announce: 500 }
) {
  const certificates = tls === undefined ? undefined : yield* readTls(tls)
  const run = Effect.runForkWith(yield* Effect.context())
  const open = () =>
    listen({
      host,
      port,
      handler,
      refuse: (refusal, requestId, head) =>
        refusalAnswer(beforeSize(refusal, head), requestId, head?.headers),
      onDefect: (defect, requestId) => void run(logDefect(defect, requestId)),
      ...(allowed_hosts !== undefined && { allowedHosts: allowedHostsAt(allowed_hosts) }),
      ...(certificates !== undefined && { tls: certificates })
    })
  return yield* Effect.acquireRelease(
    Effect.tryPromise({ try: open, catch: cannotListen }),
    // Clients hear it with their next answer and leave, before nobody answers any more.
    (listener: Listener) =>
      Effect.promise(() => {
        onClose.before?.()
        return listener.close({ announce: onClose.announce })
      })
  )
})
