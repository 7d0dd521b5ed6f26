import { digestOf } from "../canonical.ts"
import type { Finding } from "../findings.ts"
import { ruleNames, rules } from "../rules.ts"
import { coverage } from "../snapshot.ts"
import type { Report } from "./Report.ts"

const descriptors = ruleNames.map((id) => ({
  id,
  name: id.replace(/(?:^|-)(\w)/gu, (_, letter: string) => letter.toUpperCase()),
  shortDescription: { text: rules[id].title },
  help: { text: rules[id].help },
  defaultConfiguration: { level: rules[id].level }
}))

// The same finding keeps its name from run to run, wherever it stands in the file by then.
const fingerprint = ({ enterprise_id, region, rule, vpcep_id = "" }: Finding) =>
  digestOf([rule, enterprise_id, region, vpcep_id].join("\n"))

const resultOf =
  ({ allowList, lineOf }: Report) =>
  (finding: Finding) => ({
    ruleId: finding.rule,
    ruleIndex: ruleNames.indexOf(finding.rule),
    level: finding.level,
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(allowList) },
          region: { startLine: lineOf(finding.field) }
        },
        logicalLocations: [
          {
            name: finding.vpcep_id ?? finding.region,
            fullyQualifiedName: [finding.enterprise_id, finding.region, finding.vpcep_id]
              .filter((part) => part !== undefined)
              .join("/"),
            kind: "resource"
          }
        ]
      }
    ],
    partialFingerprints: { "findingKey/v1": fingerprint(finding) },
    ...(finding.muted !== undefined && {
      suppressions: [{ kind: "external", justification: finding.muted }]
    })
  })

/** Findings as SARIF 2.1.0, each at its line of the allow-list; what is muted is suppressed. */
export const sarif = (report: Report): string => {
  const { made, snapshot, tool } = report
  const started = snapshot.reads.map((read) => read.started).sort()[0]
  return `${JSON.stringify(
    {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: { driver: { name: tool.name, semanticVersion: tool.version, rules: descriptors } },
          invocations: [
            {
              executionSuccessful: true,
              ...(started !== undefined && { startTimeUtc: started }),
              endTimeUtc: made.toISOString()
            }
          ],
          results: report.findings.map(resultOf(report)),
          properties: { coverage, notRead: report.unread }
        }
      ]
    },
    null,
    2
  )}\n`
}
