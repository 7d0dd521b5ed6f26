import { covered } from "./coverage.ts"
import type { Header } from "./headers.ts"
import { lastFew } from "./lastFew.ts"

/** What stands before and after the date in a canonical request, from the headers on. */
export interface HeaderBlock {
  readonly host: string
  /** What the caller says the body hashes to. */
  readonly claimedHash: string | undefined
  readonly before: string
  readonly after: string
  readonly names: string
}

export const writeHeaderBlock = (signed: ReadonlyArray<Header>): HeaderBlock => {
  const values = new Map(signed)
  const names = [...values.keys()].join(";")
  const date = signed.findIndex(([name]) => name === "x-sdk-date")
  // Joined, not added: a sum of strings would be put together anew each time it is hashed.
  const lines = signed.map(([name, value]) => `${name}:${value}\n`)
  return {
    host: values.get("host") ?? "",
    claimedHash: values.get("x-sdk-content-sha256"),
    before: ["\n", ...lines.slice(0, date), "x-sdk-date:"].join(""),
    after: ["\n", ...lines.slice(date + 1), "\n", names, "\n"].join(""),
    names
  }
}

/** What a block was written for; of the headers sent, the covered ones, name and value in turn. */
interface Remembered {
  readonly host: string
  readonly securityToken: string | undefined
  readonly sent: ReadonlyArray<string>
  readonly block: HeaderBlock
}

const isCovered = lastFew(64, (name) => covered.has(name.toLowerCase()))

const sentTheSame = (sent: ReadonlyArray<string>, headers: ReadonlyArray<Header>): boolean => {
  let at = 0
  for (const [name, value] of headers) {
    if (!isCovered(name)) continue
    if (sent[at] !== name || sent[at + 1] !== value) return false
    at += 2
  }
  return at === sent.length
}

const known: Array<Remembered> = []

/**
 * The block for these headers, remembered for the last few that differ in more than the date.
 * Only for signing: over headers that a stranger chose, its time would tell what others sent.
 */
export const headerBlock = (
  headers: ReadonlyArray<Header>,
  host: string,
  securityToken: string | undefined,
  headersToSign: () => ReadonlyArray<Header>
): HeaderBlock => {
  for (const each of known)
    if (
      each.host === host &&
      each.securityToken === securityToken &&
      sentTheSame(each.sent, headers)
    )
      return each.block
  const block = writeHeaderBlock(headersToSign())
  const sent = headers.filter(([name]) => isCovered(name)).flat()
  if (known.length === 4) known.shift()
  known.push({ host, securityToken, sent, block })
  return block
}
