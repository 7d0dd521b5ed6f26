import { ascending } from "./canonicalRequest.ts"
import { causeOfHeader, causeOfLine, type Line } from "./causes.ts"
import { type EchoedRequest, messageOf, readEchoedRequest } from "./echoedRequest.ts"
import { valueOf } from "./headers.ts"
import { type Mismatch, mismatches } from "./mismatches.ts"
import { isSecretHeader, mask } from "./secretHeaders.ts"

/** The first line that a server computed otherwise than we did. */
export interface Difference {
  readonly equal: false
  /** `method`, `canonical URI`, `canonical query`, `header NAME`, `signed headers` or `payload hash`. */
  readonly part: string
  /** Absent where our side has no such line. A token or a cookie is shown as `***`. */
  readonly ours?: string
  /** Absent where the server's side has no such line. */
  readonly theirs?: string
  readonly cause: Mismatch
  /** The cause in a sentence, and what to do. */
  readonly explanation: string
}

/** What a comparison says; where both are the same, the cause lies outside the request. */
export type Comparison =
  | Difference
  | { readonly equal: true; readonly cause: Mismatch; readonly explanation: string }

interface Sides {
  readonly ours: string | undefined
  readonly theirs: string | undefined
}

const difference = (part: string, { ours, theirs }: Sides, cause: Mismatch): Difference => ({
  equal: false,
  part,
  ...(ours !== undefined && { ours }),
  ...(theirs !== undefined && { theirs }),
  cause,
  explanation: mismatches[cause]
})

const differentLine = (part: Line, ours: string, theirs: string): Difference | undefined =>
  ours === theirs ? undefined : difference(part, { ours, theirs }, causeOfLine(part, ours, theirs))

const causeOf = (
  name: string,
  { ours, theirs }: Sides,
  theirNames: ReadonlyArray<string>
): Mismatch => {
  if (ours === undefined) return "header-not-ours"
  if (theirs !== undefined) return causeOfHeader(name, ours, theirs)
  return theirNames.includes(name) ? "header-missing" : "header-not-theirs"
}

const masked = (value: string | undefined): string | undefined => value && mask

const differentHeader = (
  name: string,
  sides: Sides,
  theirNames: ReadonlyArray<string>
): Difference | undefined => {
  const { ours, theirs } = sides
  const secret = isSecretHeader(name)
  if (ours === theirs || (secret && theirs === mask && ours !== undefined)) return undefined
  const shown = secret ? { ours: masked(ours), theirs: masked(theirs) } : sides
  return difference(`header ${name}`, shown, causeOf(name, sides, theirNames))
}

const firstHeader = (ours: EchoedRequest, theirs: EchoedRequest): Difference | undefined => {
  const names = new Set([...ours.headers, ...theirs.headers].map(([name]) => name))
  for (const name of [...names].sort(ascending)) {
    const sides = { ours: valueOf(ours.headers, name), theirs: valueOf(theirs.headers, name) }
    const found = differentHeader(name, sides, theirs.signedHeaders)
    if (found !== undefined) return found
  }
  return undefined
}

const listOf = ({ signedHeaders }: EchoedRequest): string => signedHeaders.join(";")

const firstDifference = (ours: EchoedRequest, theirs: EchoedRequest): Difference | undefined =>
  differentLine("method", ours.method, theirs.method) ??
  differentLine("canonical URI", ours.canonicalUri, theirs.canonicalUri) ??
  differentLine("canonical query", ours.canonicalQuery, theirs.canonicalQuery) ??
  firstHeader(ours, theirs) ??
  differentLine("signed headers", listOf(ours), listOf(theirs)) ??
  differentLine("payload hash", ours.payloadHash, theirs.payloadHash)

const expired = /signature expired, signature time:\s*([^,]+),\s*server time:\s*([^\s"}]+)/

/** A server that finds the date too old says so before it computes anything. */
const clockDifference = (answer: string): Difference | undefined => {
  const [, ours, theirs] = expired.exec(messageOf(answer)) ?? []
  return ours === undefined ? undefined : difference("header x-sdk-date", { ours, theirs }, "clock")
}

/**
 * Where our canonical request and the one in a server's answer (`APIGW.0301 ... verify aksk
 * signature fail, canonicalRequest:...`) first differ, and what that is likely to come from;
 * `undefined` where the answer holds none. Never tells a token or a cookie.
 */
export const compare = (ours: string, answer: string): Comparison | undefined => {
  const [mine, theirs] = [readEchoedRequest(ours), readEchoedRequest(answer)]
  if (mine === undefined || theirs === undefined) return clockDifference(answer)
  const cause = "secret-key"
  return firstDifference(mine, theirs) ?? { equal: true, cause, explanation: mismatches[cause] }
}
