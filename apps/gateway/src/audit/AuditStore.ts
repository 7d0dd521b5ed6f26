import { auditBeginning, type AuditEvent, type AuditTail, type Target } from "@codearts/access"

/** A row as it is stored. */
export interface StoredRow {
  readonly row: number
  /** With its line break. */
  readonly line: string
  readonly event: AuditEvent
}

/** Where an audit is kept; it has one writer. */
export interface AuditStore {
  /** How far it went when it was opened. */
  readonly tail: AuditTail
  /** Rows of changes that had no answer then. */
  readonly open: ReadonlyArray<number>
  /** All of the rows, for good, or none. */
  readonly write: (rows: ReadonlyArray<StoredRow>) => Promise<void>
  /** Lines after a row, so many at most. */
  readonly read: (after: number, most: number) => Promise<ReadonlyArray<string>>
  /** What a plan deleted, or may have. */
  readonly goneBy: (plan: string) => Promise<ReadonlyArray<Target>>
}

type Accepted = Extract<AuditEvent, { readonly event: "accepted" }>

/** The entries of a change. */
export const targetsOf = ({
  enterprise_id = "",
  region = "",
  vpcep_ids
}: Accepted): ReadonlyArray<Target> =>
  vpcep_ids.map((vpcep_id) => ({ enterprise_id, region, vpcep_id }))

/** Whether an answer tells that its change came to nothing. */
export const cameToNothing = ({
  outcome
}: Extract<AuditEvent, { readonly event: "answered" }>): boolean =>
  outcome === "refused" || outcome === "unsent"

/** As many rows as a store in memory keeps; the first ones go first. */
const mostInMemory = 10_000

/** A store that ends with its process. */
export const auditInMemory = (): AuditStore => {
  const lines: Array<string> = []
  const planned = new Map<number, Accepted>()
  let gone = 0
  const take = ({ event, line, row }: StoredRow) => {
    lines.push(line)
    if (event.event === "accepted" && event.plan !== undefined) planned.set(row, event)
    if (event.event === "answered" && cameToNothing(event)) planned.delete(event.of)
  }
  return {
    tail: auditBeginning,
    open: [],
    write: async (rows) => {
      for (const row of rows) take(row)
      gone += lines.splice(0, lines.length - mostInMemory).length
    },
    read: async (after, most) => {
      const start = Math.max(0, after - gone)
      return lines.slice(start, start + most)
    },
    goneBy: async (plan) =>
      [...planned.values()].filter((change) => change.plan === plan).flatMap(targetsOf)
  }
}
