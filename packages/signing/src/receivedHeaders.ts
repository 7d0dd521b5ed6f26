import { type Coverage, coverageOf } from "./coverage.ts"
import { type Header, readNames, type ReceivedNames, trimBlanks } from "./headers.ts"
import { lastFew } from "./lastFew.ts"
import type { HeaderEncoding } from "./reading.ts"
import { type Refusal, refuse } from "./refusal.ts"

/** What headers tell by their names alone. */
interface Form extends ReceivedNames {
  readonly sent: ReadonlyArray<string>
  /** Of the list of signed headers as `Authorization` spells it. */
  readonly coverage: (names: string) => Coverage
}

const isFormOf = ({ sent }: Form, headers: ReadonlyArray<Header>): boolean => {
  if (sent.length !== headers.length) return false
  let at = 0
  for (const [name] of headers) {
    if (name !== sent[at]) return false
    at += 1
  }
  return true
}

const known: Array<Form> = []

/** Remembered for the last few senders, each of which sends the same names in the same order. */
const formOf = (headers: ReadonlyArray<Header>): Form => {
  for (const form of known) if (isFormOf(form, headers)) return form
  const sent = headers.map(([name]) => name)
  const names = readNames(sent)
  const coverage = lastFew(4, (text) => coverageOf(text.split(";"), names))
  const form = { ...names, sent, coverage }
  if (known.length === 8) known.shift()
  known.push(form)
  return form
}

/** The headers of one request, to be read by lower-case name. */
export interface ReceivedHeaders {
  readonly form: Form
  readonly sent: ReadonlyArray<Header>
}

export const receivedHeaders = (sent: ReadonlyArray<Header>): ReceivedHeaders => ({
  form: formOf(sent),
  sent
})

/** The value of the header, of the first one where there are several. */
export const receivedValue = (
  { form, sent }: ReceivedHeaders,
  name: string
): string | undefined => {
  const value = sent[form.at.get(name) ?? -1]?.[1]
  return value === undefined ? undefined : trimBlanks(value)
}

/** What is signed of the headers: their values, and how their bytes are to be taken. */
export interface SignedValues {
  readonly ok: true
  readonly headers: ReadonlyArray<Header>
  readonly headerEncoding: HeaderEncoding
}

const ascii = /^[\t\x20-\x7e]*$/
// A byte a character, as Node delivers it: anything else is not what was signed.
const receivable = /^[\t\x20-\x7e\x80-\xff]*$/

/** The signed headers with the values that arrived. */
export const signedValues = (
  { sent }: ReceivedHeaders,
  signedHeaders: ReadonlyArray<string>,
  { signedAt }: Coverage
): SignedValues | Refusal => {
  const headers: Array<Header> = []
  let headerEncoding: HeaderEncoding = "utf8"
  for (const name of signedHeaders) {
    const value = trimBlanks(sent[signedAt[headers.length] ?? -1]?.[1] ?? "")
    if (!ascii.test(value)) {
      if (!receivable.test(value))
        return refuse("header-malformed", `${name} holds a character that no header can hold`)
      headerEncoding = "latin1"
    }
    headers.push([name, value])
  }
  return { ok: true, headers, headerEncoding }
}
