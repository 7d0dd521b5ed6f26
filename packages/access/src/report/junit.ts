import type { Finding } from "../findings.ts"
import { ruleNames, rules } from "../rules.ts"
import { coverage } from "../snapshot.ts"
import type { Report } from "./Report.ts"
import { content, element } from "./xml.ts"

const timeless = { time: "0" }

const testCase = ({ enterprise_id, level, message, muted, region, rule, vpcep_id }: Finding) =>
  element(
    "testcase",
    { name: `${rule} ${vpcep_id ?? region}`, classname: `${enterprise_id}.${region}`, ...timeless },
    muted === undefined
      ? element("failure", { message, type: level }, content(`${message}. ${rules[rule].help}`))
      : // As text: the schema of Jenkins knows no attribute here.
        element("skipped", {}, content(`muted: ${muted}`))
  )

const suite = (enterprise_id: string, findings: ReadonlyArray<Finding>, made: Date) => {
  const clean = ruleNames.filter((name) => !findings.some(({ rule }) => rule === name))
  const passed = clean.map((name) =>
    element("testcase", { name, classname: enterprise_id, ...timeless })
  )
  const skipped = findings.filter(({ muted }) => muted !== undefined).length
  const counts = {
    tests: passed.length + findings.length,
    failures: findings.length - skipped,
    errors: 0,
    skipped
  }
  return {
    counts,
    xml: element(
      "testsuite",
      {
        name: enterprise_id,
        ...counts,
        ...timeless,
        timestamp: made.toISOString().slice(0, 19)
      },
      [
        element("properties", {}, element("property", { name: "coverage", value: coverage })),
        ...passed,
        ...findings.map(testCase)
      ].join("\n")
    )
  }
}

/** Findings as JUnit XML: a suite a tenant, a failure a finding, and what is muted skipped. */
export const junit = ({ findings, made, snapshot, tool }: Report): string => {
  const suites = snapshot.tenants.map(({ enterprise_id }) =>
    suite(
      enterprise_id,
      findings.filter((finding) => finding.enterprise_id === enterprise_id),
      made
    )
  )
  const sum = (of: "tests" | "failures") =>
    suites.reduce((total, { counts }) => total + counts[of], 0)
  const attributes = {
    name: tool.name,
    tests: sum("tests"),
    failures: sum("failures"),
    errors: 0,
    ...timeless
  }
  const inside = suites.map(({ xml }) => xml).join("\n")
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", attributes, inside)}\n`
}
