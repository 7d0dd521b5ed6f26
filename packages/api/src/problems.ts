import { Predicate, SchemaAST, SchemaIssue } from "effect"
import type { Problem } from "./InvalidRequest.ts"

/** The rule that a field breaks when nobody asked for it. */
export const notAField = "is not a known field"

const kinds: Partial<Record<SchemaAST.AST["_tag"], string>> = {
  Arrays: "a list",
  Boolean: "true or false",
  Number: "a number",
  Objects: "an object",
  String: "a string"
}

/** What the object is to hold, where its schema says so. */
const ofWhat = (ast: SchemaAST.AST): string => {
  const expected = SchemaAST.isObjects(ast) ? SchemaAST.resolve(ast)?.["expected"] : undefined
  return typeof expected === "string" ? `: ${expected}` : ""
}

const ruleOf = (issue: SchemaIssue.Leaf): string => {
  if (issue._tag === "MissingKey") return "is required"
  if (issue._tag === "UnexpectedKey") return notAField
  if (issue._tag !== "InvalidType") return SchemaIssue.defaultLeafHook(issue)
  const kind = kinds[issue.ast._tag]
  return kind === undefined
    ? SchemaIssue.defaultLeafHook(issue)
    : `must be ${kind}${ofWhat(issue.ast)}`
}

const format = SchemaIssue.makeFormatterStandardSchemaV1({ leafHook: ruleOf })

const keyOf = (part: PropertyKey | { readonly key: PropertyKey }) =>
  typeof part === "object" ? part.key : part

const segment = (key: PropertyKey, index: number) => {
  if (typeof key === "number") return `[${key}]`
  return index === 0 ? String(key) : `.${String(key)}`
}

/** The broken rules of a value that a schema refused. */
export const problemsOf = (issue: SchemaIssue.Issue): ReadonlyArray<Problem> =>
  format(issue).issues.map(({ message, path = [] }) => ({
    field: path.map((part, index) => segment(keyOf(part), index)).join(""),
    rule: message.replace(/^Expected /u, "must be ")
  }))

// The largest request that is legal has 100 entries of three values.
const mostValues = 1000

/** What is left of a number of values once those in `value` are taken off; it stops at none. */
const takeOff = (left: number, value: unknown): number => {
  if (!Predicate.isObjectOrArray(value)) return left - 1
  let remaining = left - 1
  for (const inner of Object.values(value)) {
    if (remaining <= 0) return 0
    remaining = takeOff(remaining, inner)
  }
  return remaining
}

/**
 * How many problems to look for in a value: the first alone where it holds so many values that
 * naming what is wrong with each would cost far more than reading it did.
 */
export const errorsIn = (value: unknown): "all" | "first" =>
  takeOff(mostValues, value) > 0 ? "all" : "first"

/** An object with its lists cut to one entry more than any list that is legal has; any other value as it is. */
export const withListsCut = (value: unknown): unknown => {
  if (!Predicate.isObject(value)) return value
  const fields = Object.entries(value)
  const isLong = (field: unknown) => Array.isArray(field) && field.length > mostValues
  if (!fields.some(([, field]) => isLong(field))) return value
  return Object.fromEntries(
    fields.map(([name, field]) => [
      name,
      Array.isArray(field) ? field.slice(0, mostValues + 1) : field
    ])
  )
}
