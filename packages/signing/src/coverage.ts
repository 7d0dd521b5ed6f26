import type { ReceivedNames } from "./headers.ts"
import { type Refusal, refuse } from "./refusal.ts"

/** Headers that change what a request does: whenever one arrives, it must be signed. */
const mustBeSigned: ReadonlyArray<string> = [
  "region",
  // A gateway's own: whether anything is deleted at all, and by which approved plan.
  "x-codearts-dry-run",
  "x-codearts-plan",
  "x-domain-id",
  "x-project-id",
  "x-sdk-content-sha256",
  "x-sdk-content-sm3",
  "x-sdk-date",
  "x-security-token"
]

/** These too; but Go signs no host, and Go and Java no content type. */
const leftUnsignedBySdks: ReadonlyArray<string> = ["host", "content-type"]

/** What a signature covers whenever it is there. */
export const covered: ReadonlySet<string> = new Set([...mustBeSigned, ...leftUnsignedBySdks])

const repeatedHeader = (name: string): Refusal =>
  refuse("header-repeated", `${name} arrived more than once`)

export const unsignedHeader = (name: string): Refusal =>
  refuse("header-not-signed", `${name} arrived but is not in SignedHeaders`)

/** What a list of signed headers covers of those that arrived. */
export interface Coverage {
  readonly refusal: Refusal | undefined
  /** Where the signed headers are among those that arrived. */
  readonly signedAt: ReadonlyArray<number>
  /** What arrived unsigned although only SDKs have an excuse for that. */
  readonly leftUnsigned: ReadonlyArray<string>
}

const checkSigned = (name: string, { at, repeated }: ReceivedNames): Refusal | undefined => {
  if (!at.has(name))
    return refuse("signed-header-absent", `${name} is in SignedHeaders but did not arrive`)
  return repeated.has(name) ? repeatedHeader(name) : undefined
}

/** Judges by what arrived, not by what the sender lists. */
export const coverageOf = (
  signedHeaders: ReadonlyArray<string>,
  received: ReceivedNames
): Coverage => {
  const unsigned = (name: string): boolean => received.at.has(name) && !signedHeaders.includes(name)
  const uncovered = mustBeSigned.find(unsigned)
  const repeated = leftUnsignedBySdks.find((name) => received.repeated.has(name))
  return {
    refusal:
      signedHeaders.map((name) => checkSigned(name, received)).find((each) => each !== undefined) ??
      (uncovered === undefined ? undefined : unsignedHeader(uncovered)) ??
      (repeated === undefined ? undefined : repeatedHeader(repeated)),
    signedAt: signedHeaders.flatMap((name) => received.at.get(name) ?? []),
    leftUnsigned: leftUnsignedBySdks.filter(unsigned)
  }
}
