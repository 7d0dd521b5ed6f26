import type { Chunk } from "@codearts/access"
import { Effect } from "effect"
import { holdBack, isTokenExchange, showHeld } from "../heldBack.ts"
import { Transport } from "../Transport.ts"
import { clients, deletePlanned, type Planned } from "./drive.ts"

/** Shows the requests by which chunks of a plan would be deleted; none of them can leave. */
export const showRequests = Effect.fnUntraced(function* (
  chunks: ReadonlyArray<Chunk>,
  planned: Planned
) {
  const back = yield* holdBack((sent) => sent.method !== "GET" && !isTokenExchange(sent))
  const clientOf = clients(planned.endpoint)
  yield* Effect.forEach(chunks, (chunk) =>
    back
      .heldBy(Effect.flatMap(clientOf(chunk), (client) => deletePlanned(client, chunk, planned)))
      .pipe(Effect.flatMap(showHeld), Effect.provideService(Transport, back.transport))
  )
})
