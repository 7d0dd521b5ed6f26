import { csv } from "./csv.ts"
import { json } from "./json.ts"
import { junit } from "./junit.ts"
import { markdown } from "./markdown.ts"
import { ocsf } from "./ocsf.ts"
import type { Report } from "./Report.ts"
import { sarif } from "./sarif.ts"

const renderers = { sarif, junit, ocsf, markdown, csv, json } as const satisfies Readonly<
  Record<string, (report: Report) => string>
>

/** A form a report can have. */
export type ReportForm = keyof typeof renderers

/** Every form a report can have. */
export const reportForms = Object.keys(renderers) as ReadonlyArray<ReportForm> // an object of ours has no other keys

/** A report in one of its forms. Whatever it says, it says which of the two lists it covers. */
export const render = (form: ReportForm, report: Report): string => renderers[form](report)
