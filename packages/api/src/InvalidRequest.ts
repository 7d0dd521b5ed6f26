import { Data, SchemaIssue } from "effect"

/** One broken rule: which field, and what it asks for. Never the value, which may be a secret. */
export interface Problem {
  /** Path of the field, for example `vpceps[0].vpcep_id`; empty for the request as a whole. */
  readonly field: string
  readonly rule: string
}

/** A request that the contract forbids; nothing was sent or done. */
export class InvalidRequest extends Data.TaggedError("InvalidRequest")<{
  readonly problems: ReadonlyArray<Problem>
}> {
  override get message() {
    return this.problems
      .map(({ field, rule }) => (field === "" ? rule : `${field}: ${rule}`))
      .join("; ")
  }
}

const rules: Readonly<Record<string, string>> = {
  "Missing key": "is required",
  "Expected no excess property": "is not a field of this operation"
}

const segment = (key: PropertyKey, index: number) => {
  if (typeof key === "number") return `[${key}]`
  return index === 0 ? String(key) : `.${String(key)}`
}

const keyOf = (part: PropertyKey | { readonly key: PropertyKey }) =>
  typeof part === "object" ? part.key : part

const format = SchemaIssue.makeFormatterStandardSchemaV1()

/** Every broken rule of a value that a schema refused, in the order of its fields. */
export const problemsOf = (issue: SchemaIssue.Issue): ReadonlyArray<Problem> =>
  format(issue).issues.map(({ message, path = [] }) => ({
    field: path.map((part, index) => segment(keyOf(part), index)).join(""),
    rule: rules[message] ?? message.replace(/^Expected /u, "must be ")
  }))
