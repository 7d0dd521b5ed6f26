import { describe, expect, it } from "@effect/vitest"
import { codearts, person } from "./codearts.ts"

const lines = [
  "vpcep delete vp-1",
  "access apply plan.json --snapshot snapshot.json --evidence evidence",
  "access prune --all-regions --evidence evidence",
  "api DELETE /v2/vpceps -d {}"
]

const absent = {
  "nobody is there": {},
  "input comes from elsewhere": { terminal: { ...person, stdinIsTerminal: false } },
  "the question would go unseen": { terminal: { ...person, stderrIsTerminal: false } }
}

describe("a command that cannot be undone", () => {
  const cases = lines.flatMap((line) =>
    Object.entries(absent).map(([where, given]) => ({ line, where, given }))
  )

  it.each(cases)("asks nobody and sends nothing where $where: $line", async ({ given, line }) => {
    const outcome = await codearts(line, given)
    expect(outcome).toMatchObject({ status: 2, stdout: "", asked: [], sent: [] })
    expect(outcome.stderr).toContain("there is no terminal to ask on: add --yes")
    expect(outcome.stderr.split("\n").at(-1)).toBe("  more: codearts error explain KIT.0105")
  })
})
