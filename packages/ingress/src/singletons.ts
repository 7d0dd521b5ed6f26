import type { Headers } from "./headers.ts"
import { limits } from "./limits.ts"
import { headersTooLarge, malformed, type Refusal } from "./refusals.ts"

/** The values of the headers that may come once, by their names in lower case. */
export type Singletons = ReadonlyMap<string, string>

/** Headers that passed, or why all of them are refused. */
export type Checked = { readonly found: Singletons } | { readonly refusal: Refusal }

interface Rule {
  readonly allowed: RegExp
  readonly detail: string
}

const anyValue: Rule = { allowed: /^/, detail: "" }
const noValue = /(?!)/

// Each decides what a request means or who sends it, so a second one would be a second meaning.
const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ["authorization", anyValue],
  [
    "connection",
    {
      allowed: /^(?:keep-alive|close)$/i,
      detail: "Connection may only be keep-alive or close."
    }
  ],
  ["content-encoding", anyValue],
  [
    "content-length",
    { allowed: /^(?:0|[1-9]\d{0,14})$/, detail: "Content-Length is not one plain number." }
  ],
  ["content-type", anyValue],
  ["expect", { allowed: /^100-continue$/, detail: "Expect may only be 100-continue." }],
  [
    "host",
    {
      allowed: /^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?$/,
      detail: "The Host header is not a host and a port."
    }
  ],
  ["proxy-authorization", anyValue],
  ["region", anyValue],
  [
    "transfer-encoding",
    { allowed: /^chunked$/i, detail: "Transfer-Encoding may only be chunked." }
  ],
  ["upgrade", { allowed: noValue, detail: "Upgrade is not served." }],
  ["x-api-key", anyValue],
  ["x-auth-token", anyValue],
  ["x-codearts-dry-run", anyValue],
  ["x-codearts-plan", anyValue],
  ["x-domain-id", anyValue],
  ["x-project-id", anyValue],
  ["x-sdk-content-sha256", anyValue],
  ["x-sdk-content-sm3", anyValue],
  ["x-sdk-date", anyValue],
  ["x-security-token", anyValue],
  ["x-subject-token", anyValue]
])

// RFC 9110, less "_": gateways in front of a service turn "-" into it, and back.
const validName = /^[!#$%&'*+\-.^`|~0-9A-Za-z]+$/
const validValue = /^[\t\x20-\x7e\x80-\xff]*$/

const brokenRule = (name: string, value: string, found: Singletons): string | undefined => {
  if (!validName.test(name)) return "A header name has an underscore or a character not allowed."
  if (!validValue.test(value)) return "A header value has a control character."
  const rule = rules.get(name)
  if (rule === undefined) return undefined
  if (found.has(name)) return `The header ${name} is sent twice.`
  return rule.allowed.test(value) ? undefined : rule.detail
}

/**
 * The headers that may come once; refused when there are too many headers, when one is
 * ill-formed, comes twice, or asks for what is not served.
 */
export const singletons = (headers: Headers): Checked => {
  if (headers.length > limits.headers) return { refusal: headersTooLarge }
  const found = new Map<string, string>()
  for (const [sent, value] of headers) {
    const name = sent.toLowerCase()
    const detail = brokenRule(name, value, found)
    if (detail !== undefined) return { refusal: malformed(detail) }
    if (rules.has(name)) found.set(name, value)
  }
  return { found }
}
