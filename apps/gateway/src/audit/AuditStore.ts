import { auditBeginning, type AuditEvent, type AuditTail, type Target } from "@codearts/access"

/** A row as it is stored. */
export interface StoredRow {
  readonly row: number
  /** With its line break. */
  readonly line: string
  readonly event: AuditEvent
}

/** Rows that follow the end of a chain. */
export type Link = (tail: AuditTail) => ReadonlyArray<StoredRow>

/** Where an audit is kept. */
export interface AuditStore {
  /** Rows of changes that nobody can answer any more when it is opened. */
  readonly open: ReadonlyArray<number>
  /** Adds rows to its end, all of them for good or none, and tells them. */
  readonly write: (link: Link) => Promise<ReadonlyArray<StoredRow>>
  /** How many there are. */
  readonly rows: () => Promise<number>
  /** Lines after a row, so many at most. */
  readonly read: (after: number, most: number) => Promise<ReadonlyArray<string>>
  /** What a plan deleted, or may have. */
  readonly goneBy: (plan: string) => Promise<ReadonlyArray<Target>>
}

/** The end of a chain, by its last line. */
export const tailIn = (line: string): AuditTail => {
  const { hash, row } = JSON.parse(line) as { hash: string; row: number } // our own line
  return { head: hash, rows: row }
}

/** What writes one batch after the other to the end of a chain that nobody else adds to. */
export const soleWriter = (
  first: AuditTail,
  write: (rows: ReadonlyArray<StoredRow>) => Promise<void>
): Pick<AuditStore, "rows" | "write"> => {
  let tail = first
  return {
    write: async (link) => {
      const rows = link(tail)
      await write(rows)
      const last = rows.at(-1)
      if (last !== undefined) tail = tailIn(last.line)
      return rows
    },
    rows: async () => tail.rows
  }
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
    open: [],
    ...soleWriter(auditBeginning, async (rows) => {
      for (const row of rows) take(row)
      gone += lines.splice(0, lines.length - mostInMemory).length
    }),
    read: async (after, most) => {
      const start = Math.max(0, after - gone)
      return lines.slice(start, start + most)
    },
    goneBy: async (plan) =>
      [...planned.values()].filter((change) => change.plan === plan).flatMap(targetsOf)
  }
}
