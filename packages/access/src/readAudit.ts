import { Result } from "effect"
import { auditBeginning, AuditEvent, AuditHead, type AuditRow, type AuditTail } from "./audit.ts"
import { followingRow } from "./chain.ts"
import { readSealed } from "./seal.ts"

/** What an exported audit is held to, beside itself. */
export interface ExpectedAudit {
  /** The hash of the last row, kept elsewhere. */
  readonly head?: string
  /** The public key that must have signed the head. */
  readonly key?: string
  /** The hash of the row before the first one, where an earlier export ends there. */
  readonly after?: string
}

/** What is to be said of an exported audit. */
export interface AuditVerdict {
  /** The first fault, by its row; none where it is whole. */
  readonly problems: ReadonlyArray<string>
  readonly rows: ReadonlyArray<AuditRow>
  /** Rows of changes of which nothing tells the outcome. */
  readonly open: ReadonlyArray<number>
  readonly head: string
  /** The public key that signed the head. */
  readonly signedBy: string | undefined
}

const numberIn = (pattern: RegExp, line: string | undefined): number =>
  Number(pattern.exec(line ?? "")?.[1] ?? 0)

/** What the first row must follow; where there is none, the head alone tells how many there were. */
const startOf = (
  line: string | undefined,
  headLine: string,
  after: string | undefined
): AuditTail => {
  if (after === undefined) return auditBeginning
  const rows =
    line === undefined
      ? numberIn(/"rows":(\d+),/u, headLine)
      : numberIn(/"row":(\d+)\}$/u, line) - 1
  return { head: after, rows }
}

/** Takes up a row: a change is open until it is answered, once. */
const settle = (open: Set<number>, { event, row }: AuditRow, first: number): string | undefined => {
  if (event.event === "accepted") open.add(row)
  if (event.event !== "answered" || open.delete(event.of)) return undefined
  // Of a change that an earlier export tells, only that one can say whether it waits.
  if (event.of > 0 && event.of < first) return undefined
  return `it answers row ${event.of}, which is no change that waits for an answer`
}

const follow = (lines: ReadonlyArray<string>, start: AuditTail) => {
  const rows: Array<AuditRow> = []
  const open = new Set<number>()
  let tail = start
  let problem: string | undefined
  for (const line of lines) {
    const followed = followingRow("an audit", AuditEvent, tail, line)
    problem = Result.isFailure(followed)
      ? followed.failure
      : settle(open, followed.success, start.rows + 1)
    if (Result.isFailure(followed) || problem !== undefined) break
    rows.push(followed.success)
    tail = { head: followed.success.hash, rows: followed.success.row }
  }
  const problems = problem === undefined ? [] : [`row ${tail.rows + 1}: ${problem}`]
  return { problems, rows, open: [...open], tail }
}

const headFaults = (
  line: string,
  tail: AuditTail,
  { head, key }: ExpectedAudit
): { readonly problems: ReadonlyArray<string>; readonly signedBy: string | undefined } => {
  const read = readSealed("head of an audit", AuditHead, `${line}\n`)
  if (Result.isFailure(read)) return { problems: [read.failure.message], signedBy: undefined }
  const { content, signature } = read.success
  const problems = [
    ...(content.head === tail.head && content.rows === tail.rows
      ? []
      : ["its head is of another row than its last: one was cut off or added"]),
    ...(head === undefined || head === tail.head ? [] : ["it ends with another row than expected"]),
    ...(key === undefined || key === signature?.key ? [] : ["its head is not signed by that key"])
  ]
  return { problems, signedBy: signature?.key }
}

/**
 * Verifies an exported audit: every row's bytes, hash and place, each change answered at most once,
 * and the head on its last line. Who can write the whole file can write another whole one, so hold it
 * to a key, or to a head kept elsewhere.
 */
export const readAudit = (text: string, expected: ExpectedAudit = {}): AuditVerdict => {
  const lines = text.split("\n")
  const end = lines.pop()
  const headLine = lines.pop() ?? ""
  const { problems, rows, open, tail } = follow(lines, startOf(lines[0], headLine, expected.after))
  const told = { rows, open, head: tail.head }
  if (end !== "")
    return { ...told, problems: ["it does not end with a line break"], signedBy: undefined }
  const faults = headFaults(headLine, tail, expected)
  return {
    ...told,
    problems: problems.length > 0 ? problems : faults.problems,
    signedBy: faults.signedBy
  }
}
