import type { VpceInfo } from "@codearts/api"
import { Data } from "effect"

/** The list cannot be told whole: it kept changing while it was read, or is longer than the API can page through. */
export class IncompleteListing extends Data.TaggedError("IncompleteListing")<{
  readonly reason: string
  /** What was read; entries may be missing from it, and others gone since. */
  readonly entries: ReadonlyArray<VpceInfo>
  /** Entries there are, by the first page. */
  readonly total: number
}> {
  override get message() {
    return `the list is incomplete: ${this.reason} (${this.entries.length} of ${this.total} entries read)`
  }
}
