import type { Refusal } from "@codearts/admission"
import { type Failure, type Lister, NoToken } from "@codearts/client"
import type { ReceivedRequest, Sink } from "@codearts/ingress"
import { Effect } from "effect"
import type { OutgoingRequest, Passing } from "../Upstream.ts"
import { HeldAnswer, refusesCredentials } from "./HeldAnswer.ts"
import { notKnown } from "./notKnown.ts"
import type { Lease, OwnCredentials } from "./OwnCredentials.ts"

/** How long a caller should wait whose request was refused and could not be sent once more. */
const soon = 1000

/** What is sent once under one lease; `undefined` where the upstream refused that. */
type Once<A, E> = (lease: Lease) => Effect.Effect<A | undefined, E>

/** Runs an attempt, and once more under other credentials where the first were refused. */
const twice = Effect.fnUntraced(function* <A, E>(
  own: OwnCredentials,
  { method, region }: { readonly method: string; readonly region: string },
  once: Once<A, E>
): Effect.fn.Return<A, E | Refusal> {
  let again = false
  const attempt = Effect.acquireUseRelease(
    own.lease(region),
    (lease) => {
      again = lease.repeats(method)
      return once(lease)
    },
    ({ hear }) => Effect.sync(() => hear("unknown"))
  )
  const first = yield* attempt
  if (first !== undefined) return first
  return (again ? yield* attempt : undefined) ?? (yield* notKnown(soon))
})

const scopes: ReadonlySet<string> = new Set(["x-project-id", "x-domain-id"])

/**
 * Whether a request names a project or an account: what its caller names may be all that is refused,
 * with the code of a key that is none. Else any caller could have the gateway give up its own key.
 */
const isScoped = ({ headers }: Pick<OutgoingRequest, "headers">) =>
  headers.some(([name]) => scopes.has(name.toLowerCase()))

/** Passes a request on under the gateway's own credentials; a refusal of these never goes back. */
export const underOwn = (
  own: OwnCredentials,
  region: string,
  request: OutgoingRequest,
  sink: Sink,
  pass: (leaving: OutgoingRequest, sink: Sink) => Passing
): Passing =>
  twice(own, { method: request.method, region }, (lease) => {
    if (isScoped(request))
      return Effect.flatMap(lease.prove(request), (leaving) => pass(leaving, sink))
    const held = new HeldAnswer(sink, lease.hear)
    return lease.prove(request).pipe(
      Effect.flatMap((leaving) => pass(leaving, held)),
      Effect.map((status) => (held.refused() ? undefined : status))
    )
  })

const refuses = (failure: Failure) =>
  "error_code" in failure && failure.status === 401 && refusesCredentials(failure.error_code)

/** A reader of lists that reads each page under the credentials that are good then. */
export const listerUnderOwn = (
  own: OwnCredentials,
  region: string,
  received: Pick<ReceivedRequest, "headers">,
  listerOf: (lease: Lease) => Effect.Effect<Lister>
): Lister => ({
  listVpcepAccessControlRecords: (input) =>
    twice(own, { method: "GET", region }, (lease) =>
      listerOf(lease).pipe(
        Effect.flatMap((lister) => lister.listVpcepAccessControlRecords(input)),
        Effect.tap(() => Effect.sync(() => lease.hear("taken"))),
        Effect.catchIf(
          (failure) => !isScoped(received) && refuses(failure),
          () =>
            Effect.as(
              Effect.sync(() => lease.hear("refused")),
              undefined
            )
        )
      )
    ).pipe(
      Effect.catchTag("Refusal", ({ error_msg }) => Effect.fail(new NoToken({ reason: error_msg })))
    )
})
