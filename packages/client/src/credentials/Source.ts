import { Data, type Effect } from "effect"
import type { Credentials } from "../credentials.ts"

/** Credentials that a source had. */
export interface Found {
  readonly credentials: Credentials
  /** When they end, in milliseconds since 1970; absent for what lasts. */
  readonly ends?: number
}

/** Why a source gave nothing. */
export class Unusable extends Data.TaggedError("Unusable")<{
  readonly why: string
  /** It is set up and does not work: no other source may then answer in its place. */
  readonly broken: boolean
}> {
  override get message() {
    return this.why
  }
}

/** One place that credentials can come from. It is asked again when what it gave nears its end. */
export interface Source {
  /** As a report names it. */
  readonly name: string
  readonly find: Effect.Effect<Found, Unusable>
}

/** The source is not set up, so that the next one may be asked. */
export const absent = (why: string): Unusable => new Unusable({ why, broken: false })

/** The source is set up and does not work. */
export const broken = (why: string): Unusable => new Unusable({ why, broken: true })
