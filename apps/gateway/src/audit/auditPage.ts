import { auditBeginning, auditHead, writeSealed } from "@codearts/access"
import { json, type Refusal, refuse } from "@codearts/admission"
import type { Answer, ReceivedRequest } from "@codearts/ingress"
import { Clock, Effect } from "effect"
import type { Audit } from "./Audit.ts"

/** Rows of one page: some 5 MB. */
const mostRows = 10_000

const rowOf = (query: string): number | undefined => {
  const after = new URLSearchParams(query).get("after") ?? "0"
  return /^\d{1,15}$/u.test(after) ? Number(after) : undefined
}

/** How far some lines go. */
const tailOf = (lines: ReadonlyArray<string>) => {
  const last = lines.at(-1)
  if (last === undefined) return undefined
  const { hash, row } = JSON.parse(last) as { hash: string; row: number } // our own line
  return { head: hash, rows: row }
}

/**
 * `GET /audit?after=ROW`, for the admin listener: the rows after that one, a page of them, one JSON
 * object a line, and on the last line the sealed head of what it told. `X-Codearts-Audit-Rows` tells
 * how many rows there are in all.
 */
export const auditPage = Effect.fnUntraced(function* (
  audit: Audit,
  { query }: Pick<ReceivedRequest, "query">
): Effect.fn.Return<Answer, Refusal> {
  const after = rowOf(query)
  if (after === undefined)
    return yield* refuse("UC.00011002", 400, "after: must be the number of a row")
  const { lines, rows } = yield* audit.page(after, mostRows)
  if (after > rows) return yield* refuse("UC.00011002", 400, `after: there are ${rows} rows`)
  const now = new Date(yield* Clock.currentTimeMillis)
  // Without any row after it the head is that of the row itself, which is the last one there is.
  const before = after === 0 ? [] : (yield* audit.page(after - 1, 1)).lines
  const tail = tailOf(lines) ?? tailOf(before) ?? auditBeginning
  const head = writeSealed(auditHead(tail, now, audit.signer))
  const { headers } = json(200, "")
  return {
    status: 200,
    headers: [
      ...headers.filter(([name]) => name !== "Content-Type"),
      ["Content-Type", "application/jsonl"],
      ["Cache-Control", "no-store"],
      ["X-Codearts-Audit-Rows", String(rows)]
    ],
    body: `${lines.join("")}${head}`
  }
})
