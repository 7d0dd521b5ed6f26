import { makeSnapshot, type Sealed, seal, type Snapshot } from "@codearts/access"
import { Refusal, refuse } from "@codearts/admission"
import {
  type Failure,
  type IncompleteListing,
  listAll,
  type Lister,
  withRequestIds
} from "@codearts/client"
import { Clock, Effect } from "effect"
import { version } from "../version.ts"

/** Whose list, and in which region a deletion acts. */
export interface ListPlace {
  readonly enterprise_id: string
  readonly region: string
}

/** The program that made a document. */
const tool = { name: "codearts-gateway", version: version() }

const unread = ({ enterprise_id, region }: ListPlace) =>
  refuse(
    "KIT.0010",
    503,
    `The list of ${enterprise_id} in ${region} could not be read as a whole; nothing was sent.`,
    [["Retry-After", "5"]]
  )

/** Whoever may not read a list may not delete from it either: what the upstream says of that is told. */
const refusalOf = (place: ListPlace, failure: Failure | IncompleteListing): Refusal => {
  if (!("error_code" in failure) || failure.error_code.startsWith("HTTP.")) return unread(place)
  const { error_code, error_msg, status } = failure
  return status >= 400 && status < 500
    ? new Refusal({ status, error_code, error_msg, headers: [] })
    : unread(place)
}

const reading = Effect.fnUntraced(function* (lister: Lister, place: ListPlace) {
  const started = new Date(yield* Clock.currentTimeMillis)
  const { request_ids, value } = yield* withRequestIds(listAll(lister, place))
  const ended = new Date(yield* Clock.currentTimeMillis)
  const { data, total } = value
  return { ...place, total, vpceps: data.vpceps, request_ids, started, ended }
})

const readingOf = (lister: Lister, place: ListPlace, requestId: string) =>
  reading(lister, place).pipe(
    Effect.tapError(({ message }) =>
      Effect.logWarning(`${requestId} the list was not read before a deletion: ${message}`)
    ),
    Effect.mapError((failure) => refusalOf(place, failure))
  )

/** Lists as they are now, every page of them, sealed; refused where one of them cannot be told whole. */
export const readLists = Effect.fnUntraced(function* (
  places: ReadonlyArray<ListPlace>,
  listerFor: (place: ListPlace) => Effect.Effect<Lister, Refusal>,
  requestId: string
): Effect.fn.Return<Sealed<Snapshot>, Refusal> {
  const readings = yield* Effect.forEach(places, (place) =>
    Effect.flatMap(listerFor(place), (lister) => readingOf(lister, place, requestId))
  )
  return yield* Effect.fromResult(makeSnapshot(readings, tool)).pipe(
    Effect.map((snapshot) => seal(snapshot)),
    Effect.tapError(({ message }) => Effect.logWarning(`${requestId} ${message}`)),
    Effect.mapError(() => unread(places[0] ?? { enterprise_id: "", region: "" }))
  )
})
