import type { Retry } from "./retry.ts"

/** Who speaks: the CodeArts service, the API Gateway before it, IAM, or this kit's own guards. */
export type Family = "UC" | "APIGW" | "IAM" | "KIT"

/** One error as it is documented; the key is the code together with the HTTP status. */
export interface ErrorEntry<Code extends string = string> {
  readonly code: Code
  /** The HTTP status; 0 for a failure of this kit's own programs, which is no answer of a server. */
  readonly status: number
  /** The server's usual text, to the letter. Servers append details to it. */
  readonly message: string
  /** Further texts that the server is documented to send with the same code and status. */
  readonly otherMessages?: ReadonlyArray<string>
  readonly family: Family
  readonly meaning: string
  readonly action: string
  readonly retry: Retry
  /** The document and the section that the code comes from. */
  readonly source: string
}

type Row<Code extends string> = Omit<ErrorEntry<Code>, "family" | "source">

export const family = <Code extends string>(
  name: Family,
  source: string,
  rows: ReadonlyArray<Row<Code>>
): ReadonlyArray<ErrorEntry<Code>> => rows.map((row) => ({ ...row, family: name, source }))
