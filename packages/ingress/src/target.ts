import { limits } from "./limits.ts"
import { malformed, type Refusal, targetTooLong } from "./refusals.ts"

type Rule = readonly [broken: RegExp, detail: string]

// RFC 3986, less ";": some parsers end a path segment or a query parameter at it.
const targetRules: ReadonlyArray<Rule> = [
  [/^(?!\/)/, "The request-target does not start with a slash."],
  [
    /[^A-Za-z0-9\-._~!$&'()*+,=:@/?%]/,
    "The request-target has a character that must be percent-encoded."
  ]
]

const pathRules: ReadonlyArray<Rule> = [
  [/\/\//, "The path has an empty segment."],
  [/\/\.{1,2}(?:\/|$)/, "The path has a dot segment."],
  [/%(?:2F|5C)/i, "The path has an encoded slash or backslash."],
  [/%25/, "The path has an encoded percent sign."],
  [/%(?:[01][0-9A-F]|7F)/i, "The path has an encoded control character."],
  [
    /%(?:3[0-9]|[46][1-9A-F]|[57][0-9A]|2D|2E|5F|7E)/i,
    "The path encodes a character that needs no encoding."
  ]
]

const brokenRule = (text: string, rules: ReadonlyArray<Rule>): string | undefined =>
  rules.find(([broken]) => broken.test(text))?.[1]

// What every broken path rule has; most paths are cleared by this one look.
const suspect = /%|\/[./]/

const brokenPathRule = (path: string): string | undefined =>
  suspect.test(path) ? brokenRule(path, pathRules) : undefined

const decodes = (target: string): boolean => {
  if (!target.includes("%")) return true
  try {
    decodeURIComponent(target)
    return true
  } catch {
    return false
  }
}

/** The two parts of a request-target, split at its first question mark. */
export const splitTarget = (target: string): { readonly path: string; readonly query: string } => {
  const mark = target.indexOf("?")
  return mark < 0
    ? { path: target, query: "" }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) }
}

/** Why a request-target is refused: it could be read in more than one way, or is too long. */
export const targetRefusal = (target: string): Refusal | undefined => {
  if (target.length > limits.targetLength) return targetTooLong
  const detail = brokenRule(target, targetRules) ?? brokenPathRule(splitTarget(target).path)
  if (detail !== undefined) return malformed(detail)
  if (!decodes(target)) return malformed("The request-target is not percent-encoded UTF-8.")
  return undefined
}
