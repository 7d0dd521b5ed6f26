import type { Expect } from "./Attack.ts"
import { headerOf, type HttpAnswer } from "./answers.ts"

/** Something before and after a case. */
interface Change {
  readonly before: string
  readonly after: string
}

/** All that was seen of a case. */
export interface Outcome {
  readonly answers: ReadonlyArray<HttpAnswer>
  readonly closed: boolean
  readonly milliseconds: number
  /** The entries of the tenant that was attacked. */
  readonly own: Change
  /** The entries of the other one. */
  readonly other: Change
  /** Whether an honest request was served afterwards. */
  readonly serving: boolean
  /** Where the process was led to, beyond this machine. */
  readonly outbound: ReadonlyArray<string>
  /** The body that answered the case of `sameBodyAs`. */
  readonly sameBody?: string | undefined
}

/** A field that is checked. */
export type Field = Exclude<keyof Expect, "note">

/** Says what is wrong, or nothing. */
type Check<F extends Field> = (
  wanted: NonNullable<Expect[F]>,
  outcome: Outcome
) => string | false | undefined

const listed = <A>(wanted: A | ReadonlyArray<A>): ReadonlyArray<A> =>
  Array.isArray(wanted) ? wanted : [wanted as A] // not an array

const first = ({ answers }: Outcome) => answers[0]
const last = ({ answers }: Outcome) => answers.at(-1)

const jsonOf = (answer: HttpAnswer | undefined): Readonly<Record<string, unknown>> => {
  try {
    return Object(JSON.parse(answer?.body ?? ""))
  } catch {
    return {}
  }
}

const changed = ({ after, before }: Change) => after !== before

// The one thing in which two answers to the same must differ.
const withoutRequestId = (body: string) =>
  body.replaceAll(/"request_id":"[0-9a-f]+"/gu, '"request_id":""')

const mismatch = (wanted: unknown, seen: unknown) =>
  `is ${JSON.stringify(seen) ?? "absent"}, and not ${JSON.stringify(wanted)}`

const leftOpen = (outcome: Outcome) =>
  !outcome.closed && headerOf(last(outcome) ?? { headers: [] }, "connection") !== "close"

const checks: { readonly [F in Field]: Check<F> } = {
  status: (wanted, outcome) => {
    const status = first(outcome)?.status
    return !listed(wanted).some((each) => each === status) && mismatch(wanted, status)
  },
  lastStatus: (wanted, outcome) => {
    const status = last(outcome)?.status
    return status !== wanted && mismatch(wanted, status)
  },
  notStatus: (wanted, { answers }) =>
    answers.some(({ status }) => status === wanted) && `is ${wanted}`,
  errorCode: (wanted, outcome) => {
    const { error_code } = jsonOf(first(outcome))
    return !listed(wanted).some((each) => each === error_code) && mismatch(wanted, error_code)
  },
  responses: (wanted, { answers }) => answers.length !== wanted && mismatch(wanted, answers.length),
  connectionClosed: (_, outcome) => leftOpen(outcome) && "is left open",
  orClosed: (_, { answers, closed }) =>
    answers.length === 0 && !closed && "is neither answered nor closed",
  maxMs: (wanted, { milliseconds }) =>
    milliseconds > wanted && `took ${Math.round(milliseconds)} ms, and not ${wanted}`,
  bodyNotContains: (wanted, { answers }) => {
    const found = wanted.filter((text) => answers.some(({ body }) => body.includes(text)))
    return found.length > 0 && `holds ${found.join(", ")}`
  },
  headerAbsent: (wanted, { answers }) => {
    const found = wanted.filter((name) =>
      answers.some((answer) => headerOf(answer, name) !== undefined)
    )
    return found.length > 0 && `has ${found.join(", ")}`
  },
  headerNotMatches: (wanted, { answers }) => {
    const found = Object.entries(wanted).filter(([name, pattern]) =>
      answers.some((answer) => new RegExp(pattern, "u").test(headerOf(answer, name) ?? ""))
    )
    return found.length > 0 && `matches ${JSON.stringify(found)}`
  },
  headerMatchesIf200: (wanted, { answers }) => {
    const missed = Object.entries(wanted).filter(([name, pattern]) =>
      answers
        .filter(({ status }) => status === 200)
        .some((answer) => !new RegExp(pattern, "u").test(headerOf(answer, name) ?? ""))
    )
    return missed.length > 0 && `does not match ${JSON.stringify(missed)}`
  },
  sameBodyAs: (wanted, outcome) => {
    const body = first(outcome)?.body
    const { sameBody } = outcome
    const same =
      body !== undefined &&
      sameBody !== undefined &&
      withoutRequestId(body) === withoutRequestId(sameBody)
    return !same && `differs from that of ${wanted}: ${mismatch(sameBody, body)}`
  },
  totalAtMost: (wanted, outcome) => {
    const { total } = jsonOf(first(outcome))
    return !(typeof total === "number" && total <= wanted) && `is ${String(total)}, over ${wanted}`
  },
  stateChanged: (wanted, { own }) => wanted === true && !changed(own) && "did not happen",
  otherTenantUnchanged: (_, { other }) => changed(other) && "does not hold",
  noOutbound: (_, { outbound }) => outbound.length > 0 && `does not hold: ${outbound.join(", ")}`
}

/** Of no meaning where the connection was closed without an answer. */
const ofAnswer: ReadonlySet<Field> = new Set<Field>([
  "status",
  "lastStatus",
  "errorCode",
  "sameBodyAs",
  "totalAtMost"
])

/** What holds in every case. */
const always: Readonly<Record<string, (expect: Expect, outcome: Outcome) => string | false>> = {
  "an answer of 5xx": ({ status = [] }, { answers }) => {
    const allowed = new Set(listed(status))
    const found = answers.filter((answer) => answer.status >= 500 && !allowed.has(answer.status))
    return found.length > 0 && found.map(({ body, status }) => `${status} ${body}`).join("; ")
  },
  "an answer": (_, { answers }) => answers.some(({ whole }) => !whole) && "is cut",
  "an honest request afterwards": (_, { serving }) => !serving && "is not served",
  "the state": ({ stateChanged }, { own }) =>
    stateChanged === undefined && changed(own) && `changed: ${own.after}`,
  "the other tenant": (_, { other }) => changed(other) && `changed: ${other.after}`,
  "the way out": (_, { outbound }) => outbound.length > 0 && `was taken: ${outbound.join(", ")}`
}

const told = (what: string, problem: string | false | undefined) =>
  problem === false || problem === undefined ? [] : [`${what} ${problem}`]

const checked = <F extends Field>(field: F, wanted: Expect[F], outcome: Outcome) => {
  if (wanted === undefined) return []
  const check: Check<F> = checks[field]
  return told(field, check(wanted, outcome))
}

/** What of an outcome is not as it must be; empty when all is. */
export const problemsOf = (expect: Expect, outcome: Outcome): ReadonlyArray<string> => {
  const unanswered = expect.orClosed === true && outcome.closed && outcome.answers.length === 0
  const fields = Object.keys(checks) as ReadonlyArray<Field> // what the table is made of
  return [
    ...fields
      .filter((field) => !(unanswered && ofAnswer.has(field)))
      .flatMap((field) => checked(field, expect[field], outcome)),
    ...Object.entries(always).flatMap(([what, check]) => told(what, check(expect, outcome)))
  ]
}
