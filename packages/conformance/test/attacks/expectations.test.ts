import { describe, expect, it } from "vitest"
import { type Expect } from "./Attack.ts"
import type { HttpAnswer } from "./answers.ts"
import { type Field, type Outcome, problemsOf } from "./expectations.ts"

const answer = (differing: Partial<HttpAnswer> = {}): HttpAnswer => ({
  status: 200,
  headers: [["content-type", "application/json"]],
  body: '{"total":5,"request_id":"0a"}',
  whole: true,
  ...differing
})

const refusal = answer({ status: 401, body: '{"error_code":"APIGW.0301","request_id":"0b"}' })

const same = { before: "five entries", after: "five entries" }
const changed = { before: "five entries", after: "four entries" }

const calm: Outcome = {
  answers: [answer()],
  closed: false,
  milliseconds: 10,
  own: same,
  other: same,
  serving: true,
  outbound: []
}

interface Row {
  readonly expect: Expect
  /** What fulfils it. */
  readonly met: Partial<Outcome>
  /** What does not, by what is wrong. */
  readonly unmet: Readonly<Record<string, Partial<Outcome>>>
}

const closed = { closed: true }
const none = { answers: [] }

const rows: Readonly<Record<Field, Row>> = {
  status: {
    expect: { status: [400, 401] },
    met: { answers: [refusal, answer()] },
    unmet: {
      "is another": { answers: [answer({ status: 403 }), refusal] },
      "of no answer": { ...none, ...closed }
    }
  },
  lastStatus: {
    expect: { lastStatus: 401 },
    met: { answers: [answer(), refusal] },
    unmet: { "is another": { answers: [refusal, answer()] }, "of no answer": none }
  },
  notStatus: {
    expect: { notStatus: 101 },
    met: {},
    unmet: { "comes second": { answers: [answer(), answer({ status: 101 })] } }
  },
  errorCode: {
    expect: { errorCode: ["APIGW.0301", "APIGW.0307"] },
    met: { answers: [refusal] },
    unmet: {
      "is another": { answers: [answer({ body: '{"error_code":"APIGW.0302"}' })] },
      "is absent": {},
      "is in no JSON": { answers: [answer({ body: "APIGW.0301" })] }
    }
  },
  responses: {
    expect: { responses: 1 },
    met: {},
    unmet: { "are too many": { answers: [answer(), answer()] }, "are too few": none }
  },
  connectionClosed: {
    expect: { connectionClosed: true },
    met: closed,
    unmet: {
      "is open": {},
      "is kept": { answers: [answer({ headers: [["connection", "keep-alive"]] })] }
    }
  },
  orClosed: {
    expect: { orClosed: true, status: 400, errorCode: "APIGW.0201" },
    met: { ...none, ...closed },
    unmet: {
      "is neither": none,
      "is another answer, and then closed": { answers: [refusal], ...closed }
    }
  },
  maxMs: {
    expect: { maxMs: 1500 },
    met: { milliseconds: 1500 },
    unmet: { "are more": { milliseconds: 1501 } }
  },
  bodyNotContains: {
    expect: { bodyNotContains: ["secret", "root:"] },
    met: {},
    unmet: { "is in the second": { answers: [answer(), answer({ body: "root:x" })] } }
  },
  headerAbsent: {
    expect: { headerAbsent: ["access-control-allow-origin"] },
    met: {},
    unmet: {
      "is there": { answers: [answer({ headers: [["access-control-allow-origin", "*"]] })] }
    }
  },
  headerNotMatches: {
    expect: { headerNotMatches: { location: "evil" } },
    met: { answers: [answer({ headers: [["location", "/v2"]] })] },
    unmet: { matches: { answers: [answer({ headers: [["location", "//evil.example"]] })] } }
  },
  headerMatchesIf200: {
    expect: { headerMatchesIf200: { "x-content-type-options": "nosniff" } },
    met: { answers: [refusal, answer({ headers: [["x-content-type-options", "nosniff"]] })] },
    unmet: {
      "is absent": {},
      "is another": { answers: [answer({ headers: [["x-content-type-options", "no"]] })] }
    }
  },
  sameBodyAs: {
    expect: { sameBodyAs: "AH-047" },
    met: { sameBody: '{"total":5,"request_id":"ff"}' },
    unmet: {
      differs: { sameBody: '{"total":6,"request_id":"0a"}' },
      "is not known": {},
      "is of no answer": { ...none, sameBody: "" }
    }
  },
  totalAtMost: {
    expect: { totalAtMost: 5 },
    met: {},
    unmet: {
      "is more": { answers: [answer({ body: '{"total":6}' })] },
      "is absent": { answers: [refusal] }
    }
  },
  stateChanged: {
    expect: { stateChanged: true },
    met: { own: changed },
    unmet: { "did not": {} }
  },
  otherTenantUnchanged: {
    expect: { otherTenantUnchanged: true },
    met: {},
    unmet: { "is changed": { other: changed } }
  },
  noOutbound: {
    expect: { noOutbound: true },
    met: {},
    unmet: { "went out": { outbound: ["evil.example"] } }
  }
}

describe.each(Object.entries(rows))("%s", (field, { expect: wanted, met, unmet }) => {
  it("is met", () => expect(problemsOf(wanted, { ...calm, ...met })).toEqual([]))

  it.each(Object.entries(unmet))("fails where it %s", (_, differing) => {
    const problems = problemsOf(wanted, { ...calm, ...differing })
    expect(problems.length).toBeGreaterThan(0)
    expect(problems.join("\n")).toMatch(
      new RegExp(`^${field === "orClosed" ? "(orClosed|status)" : field} `, "mu")
    )
  })
})

describe("whatever is expected", () => {
  it.each<[string, Expect, Partial<Outcome>, string]>([
    [
      "an answer of 5xx",
      { status: 200 },
      { answers: [answer(), answer({ status: 500 })] },
      "5xx 500"
    ],
    ["an answer without its end", {}, { answers: [answer({ whole: false })] }, "is cut"],
    ["a server that is gone", {}, { serving: false }, "is not served"],
    ["a change", { status: 200 }, { own: changed }, "four entries"],
    ["a change of the other tenant", { stateChanged: "maybe" }, { other: changed }, "four entries"],
    ["a way out of the machine", {}, { outbound: ["10.0.0.1"] }, "10.0.0.1"]
  ])("fails at %s", (_, wanted, differing, problem) => {
    expect(problemsOf(wanted, calm)).toEqual([])
    expect(problemsOf(wanted, { ...calm, ...differing }).join("\n")).toContain(problem)
  })

  it("lets pass the 5xx that is listed, and the change that may be", () => {
    const answers = [answer({ status: 505 })]
    expect(problemsOf({ status: [400, 505] }, { ...calm, answers })).toEqual([])
    expect(problemsOf({ stateChanged: "maybe" }, { ...calm, own: changed })).toEqual([])
    expect(problemsOf({ stateChanged: "maybe" }, calm)).toEqual([])
  })

  it("takes the announcement for the closing of a connection", () => {
    const answers = [answer({ headers: [["connection", "close"]] })]
    expect(problemsOf({ connectionClosed: true }, { ...calm, answers })).toEqual([])
  })
})
