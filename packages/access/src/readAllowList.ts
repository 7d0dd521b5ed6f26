import { problemsOf } from "@codearts/api"
import { Data, Result, Schema } from "effect"
import { AllowList } from "./allowList.ts"
import { digestOf } from "./canonical.ts"
import { type FileProblem, readYaml } from "./yaml.ts"

/** An allow-list that cannot be used: every line at fault, with the rule it breaks. */
export class InvalidAllowList extends Data.TaggedError("InvalidAllowList")<{
  readonly problems: ReadonlyArray<FileProblem>
}> {
  override get message() {
    return this.problems
      .map(({ field, line, rule }) => `line ${line}: ${field === "" ? "" : `${field}: `}${rule}`)
      .join("\n")
  }
}

/** An allow-list as it was read. */
export interface ReadAllowList {
  readonly list: AllowList
  /** Of the file's text: a plan is bound to it. */
  readonly digest: string
  /** The line of a field, for example `tenants[0].regions[1]`. */
  readonly lineOf: (field: string) => number
}

const decode = Schema.decodeUnknownResult(AllowList)

/** Reads an allow-list; an unknown key and an id that is there twice are problems like any other. */
export const readAllowList = (text: string): Result.Result<ReadAllowList, InvalidAllowList> =>
  readYaml(text).pipe(
    Result.mapError((problem) => [problem]),
    Result.flatMap(({ lineOf, value }) =>
      decode(value, { errors: "all", onExcessProperty: "error" }).pipe(
        Result.map((list) => ({ list, digest: digestOf(text), lineOf })),
        Result.mapError(({ issue }) =>
          problemsOf(issue).map((problem) => ({ line: lineOf(problem.field), ...problem }))
        )
      )
    ),
    Result.mapError((problems) => new InvalidAllowList({ problems }))
  )
