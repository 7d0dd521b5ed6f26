import {
  coverage,
  failing,
  type Finding,
  findingsOf,
  render,
  type Report,
  type ReportForm,
  reportForms,
  type Sealed,
  type Snapshot,
  unreadOf
} from "@codearts/access"
import { Clock, Effect, Schema } from "effect"
import { Flag } from "effect/cli"
import { show } from "../output.ts"
import { type Outputs, outputs } from "../outputs.ts"
import { report as tell } from "../report.ts"
import { tool } from "./documents.ts"
import { type OpenAllowList } from "./allowListFile.ts"
import { writeText } from "./files.ts"

const pattern = new RegExp(`^(${reportForms.join("|")})=(.+)$`, "u")

const columns = ["rule", "vpcep_id", "region", "what", "owner", "enterprise_id", "muted"] as const

/** What commands take that end in findings. */
export const reportFlags = {
  report: Flag.String("report").pipe(
    Flag.withSchema(
      Schema.String.check(
        Schema.isPattern(pattern, {
          expected: `FORM=FILE, where FORM is ${reportForms.join(", ")}`
        })
      )
    ),
    Flag.withMetavar("form=file"),
    Flag.withDescription(`Write a report, too: ${reportForms.join(", ")}; may be repeated`),
    Flag.atLeast(0)
  ),
  ...outputs(columns)
}

/** The values of those flags. */
export interface ReportGiven extends Outputs {
  readonly report: ReadonlyArray<string>
}

const written = (report: Report) => (given: string) => {
  const [, form, path = ""] = pattern.exec(given) ?? []
  return writeText(path, render(form as ReportForm, report)) // the flag's own pattern has matched
}

const summary = (findings: ReadonlyArray<Finding>) => {
  const failed = failing(findings).length
  return `${failed === 1 ? "1 finding" : `${failed} findings`}, ${findings.length - failed} muted`
}

/** A snapshot as it is kept, or one that was only just read. */
type Judged = Sealed<Snapshot> | Pick<Sealed<Snapshot>, "content">

/** Judges a snapshot, shows what is found and writes the reports asked for; gives what was found. */
export const reportOn = Effect.fnUntraced(function* (
  allowList: OpenAllowList,
  { content: snapshot, ...kept }: Judged,
  given: ReportGiven
) {
  const made = new Date(yield* Clock.currentTimeMillis)
  const findings = findingsOf(allowList.list, snapshot, made)
  const unread = unreadOf(allowList.list, snapshot)
  const report: Report = {
    tool: tool(),
    made,
    snapshot,
    kept: "digest" in kept ? kept : undefined,
    findings,
    unread,
    allowList: allowList.path,
    list: allowList.list,
    digest: allowList.digest,
    lineOf: allowList.lineOf
  }
  yield* Effect.forEach(given.report, written(report), { discard: true })
  yield* show(
    {
      // It names every entry, which is much to make for nobody.
      get json(): unknown {
        return JSON.parse(render("json", report))
      },
      columns,
      rows: findings.map((finding) => ({ ...finding }))
    },
    given
  )
  const absent = unread.map(({ enterprise_id, region }) => `${enterprise_id} in ${region}`)
  yield* tell(
    [
      summary(findings),
      ...(absent.length === 0
        ? []
        : [`Not read, so nothing is missing from there: ${absent.join(", ")}`]),
      coverage
    ].join("\n")
  )
  return findings
})
