import type { AllowList } from "../allowList.ts"
import type { Finding, Unread } from "../findings.ts"
import type { Sealed } from "../seal.ts"
import type { Snapshot, Tool } from "../snapshot.ts"

/** What every form of a report tells. */
export interface Report {
  readonly tool: Tool
  readonly made: Date
  readonly snapshot: Snapshot
  /** Under which digest and whose signature that snapshot is kept; nothing where it was read for this report. */
  readonly kept?: Pick<Sealed<Snapshot>, "digest" | "signature"> | undefined
  readonly findings: ReadonlyArray<Finding>
  /** Regions of the allow-list that no finding can be about. */
  readonly unread: ReadonlyArray<Unread>
  /** The allow-list as its reader knows it: a path in the repository. */
  readonly allowList: string
  readonly list: AllowList
  /** Of the allow-list's text, which says who decided. */
  readonly digest: string
  /** The line of a field of the allow-list. */
  readonly lineOf: (field: string) => number
}
