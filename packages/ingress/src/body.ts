import type { IncomingMessage } from "node:http"
import { limits } from "./limits.ts"
import { bodyTooLarge, malformed, type Refusal } from "./refusals.ts"
import type { Place, Room } from "./room.ts"

/** A body received whole, a refusal, or `cut`: the sender stopped in the middle. */
export type Received = { readonly body: Uint8Array } | { readonly refusal: Refusal } | "cut"

export interface BodyLimits {
  readonly maxBodyBytes: number
  readonly room: Room
}

/** A body that is being received. */
export interface Receiving {
  readonly received: Promise<Received>
  /** Ends it as `cut`, unless everything has arrived. */
  readonly cut: () => void
  /** Gives back the place a large body holds. */
  readonly release: () => void
}

/** Bytes put together in one buffer: many small pieces cost no more memory than a few large ones. */
const gather = (most: number) => {
  let bytes: Uint8Array = new Uint8Array(0)
  let length = 0
  const grow = (needed: number): void => {
    const larger = Buffer.allocUnsafe(Math.min(most, Math.max(needed, bytes.length * 2, 1024)))
    larger.set(bytes.subarray(0, length))
    bytes = larger
  }
  const append = (piece: Uint8Array): void => {
    if (length + piece.length > bytes.length) grow(length + piece.length)
    bytes.set(piece, length)
  }
  return {
    add: (piece: Uint8Array): void => {
      if (piece.length === most) bytes = piece
      else append(piece)
      length += piece.length
    },
    length: (): number => length,
    whole: (): Uint8Array => bytes.subarray(0, length)
  }
}

/**
 * Receives a body of the length that the headers gave, counted after chunks are taken apart.
 * Nothing is kept past the limit.
 */
export const receive = (
  incoming: IncomingMessage,
  length: number | "chunked",
  { maxBodyBytes, room }: BodyLimits
): Receiving => {
  const gathered = gather(length === "chunked" ? maxBodyBytes : length)
  const { promise: received, resolve } = Promise.withResolvers<Received>()
  let place: Place | undefined
  let settled = false

  const settle = (outcome: Received): void => {
    if (settled) return
    settled = true
    incoming.off("data", take)
    incoming.resume()
    resolve(outcome)
  }
  const take = (piece: Uint8Array): void => {
    if (gathered.length() + piece.length > maxBodyBytes) return settle({ refusal: bodyTooLarge })
    gathered.add(piece)
    if (place === undefined && gathered.length() > limits.smallBodyBytes) {
      incoming.pause()
      place = room.enter(() => incoming.resume())
    }
  }
  const cut = (): void => {
    if (!incoming.complete) settle("cut")
  }

  incoming.on("data", take)
  incoming.once("end", () => settle(ended(incoming, gathered.whole())))
  incoming.once("close", () => settle("cut"))
  return { received, cut, release: () => place?.leave() }
}

// A trailer comes after the headers were read and checked, so it must not add to them.
const ended = (incoming: IncomingMessage, body: Uint8Array): Received =>
  incoming.rawTrailers.length > 0 ? { refusal: malformed("Trailers are not accepted.") } : { body }
