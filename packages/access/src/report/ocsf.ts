import { digestOf } from "../canonical.ts"
import type { Finding } from "../findings.ts"
import { type Level, rules } from "../rules.ts"
import { coverage } from "../snapshot.ts"
import type { Report } from "./Report.ts"

/** Compliance Finding, class 2003 of OCSF 1.4.0; "create" is its activity 1. */
const compliance = {
  category_uid: 2,
  category_name: "Findings",
  class_uid: 2003,
  class_name: "Compliance Finding",
  activity_id: 1,
  activity_name: "Create",
  type_uid: 200301,
  type_name: "Compliance Finding: Create"
}

const severities: Readonly<Record<Level, { severity_id: number; severity: string }>> = {
  error: { severity_id: 4, severity: "High" },
  warning: { severity_id: 3, severity: "Medium" }
}

const statuses = {
  open: { status_id: 1, status: "New" },
  muted: { status_id: 3, status: "Suppressed" }
}

const common = ({ made, tool }: Report) => ({
  ...compliance,
  time: made.getTime(),
  metadata: {
    version: "1.4.0",
    // That is what brings the attribute `cloud`.
    profiles: ["cloud"],
    product: { name: tool.name, vendor_name: "CodeArts access kit", version: tool.version }
  },
  unmapped: { coverage }
})

const standards = ["CodeArts allow-list"]

const cloudOf = (enterprise_id: string, region?: string) => ({
  provider: "Huawei Cloud",
  ...(region !== undefined && { region }),
  account: { uid: enterprise_id }
})

const eventOf =
  (report: Report) =>
  ({ enterprise_id, level, message, muted, owner, region, rule, vpcep_id }: Finding) => ({
    ...common(report),
    ...severities[level],
    ...statuses[muted === undefined ? "open" : "muted"],
    message,
    finding_info: {
      uid: digestOf([rule, enterprise_id, region, vpcep_id ?? ""].join("\n")),
      title: rules[rule].title,
      desc: message,
      created_time: report.made.getTime(),
      types: [rule]
    },
    compliance: { control: rule, standards, status_id: 3, status: "Fail" },
    cloud: cloudOf(enterprise_id, region),
    resources: [
      {
        type: "VPC endpoint",
        // One of name and uid must be there, and a finding may be about no single entry.
        name: vpcep_id ?? region,
        region,
        ...(vpcep_id !== undefined && { uid: vpcep_id }),
        ...(owner !== undefined && { owner: { name: owner } })
      }
    ],
    remediation: { desc: rules[rule].help },
    ...(muted !== undefined && { comment: muted })
  })

const passOf = (report: Report, enterprise_id: string) => ({
  ...common(report),
  severity_id: 1,
  severity: "Informational",
  status_id: 4,
  status: "Resolved",
  finding_info: {
    uid: digestOf(["pass", enterprise_id].join("\n")),
    title: "Nothing is wrong with the list",
    created_time: report.made.getTime(),
    types: ["pass"]
  },
  compliance: { control: "allow-list", standards, status_id: 1, status: "Pass" },
  cloud: cloudOf(enterprise_id)
})

/** Findings as OCSF Compliance Findings, one JSON object a line; a tenant without one passes, and says so. */
export const ocsf = (report: Report): string => {
  const clean = report.snapshot.tenants.filter(
    ({ enterprise_id }) => !report.findings.some((each) => each.enterprise_id === enterprise_id)
  )
  const events = [
    ...report.findings.map(eventOf(report)),
    ...clean.map(({ enterprise_id }) => passOf(report, enterprise_id))
  ]
  return events.map((event) => `${JSON.stringify(event)}\n`).join("")
}
