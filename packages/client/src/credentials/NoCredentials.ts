import { Data } from "effect"

/** What a source that was asked, or was not, had to say. */
export interface Tried {
  readonly source: string
  readonly why: string
}

const advice =
  "Set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or mend the source above that you meant."

// A path or a name in it comes from outside.
const printable = (text: string) => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "?")

const table = (tried: ReadonlyArray<Tried>) => {
  const width = Math.max(0, ...tried.map(({ source }) => source.length))
  return tried.map(({ source, why }) => `  ${source.padEnd(width)}  ${printable(why)}`)
}

/** No source gave credentials, or the first that is set up does not work. No secret is in it. */
export class NoCredentials extends Data.TaggedError("NoCredentials")<{
  /** Every source in the order of the search, those that were not asked too. */
  readonly tried: ReadonlyArray<Tried>
}> {
  override get message() {
    return ["no credentials:", ...table(this.tried), advice].join("\n")
  }
}
