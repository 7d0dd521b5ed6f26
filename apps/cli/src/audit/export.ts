import { auditCsv, auditOcsf, type AuditVerdict, readAudit } from "@codearts/access"
import { Console, Effect, Schema } from "effect"
import { Command, Flag } from "effect/cli"
import { adminToken, adminTokenFile, readAdminUrl } from "../emulator/admin.ts"
import { tool } from "../access/documents.ts"
import { Differs } from "../errors.ts"
import { report } from "../report.ts"
import { Transport } from "../Transport.ts"
import { type AdminListener, readPage } from "./readPage.ts"

const usualUrl = "http://127.0.0.1:8081"

const forms: Readonly<
  Record<"jsonl" | "csv" | "ocsf", (text: string, told: AuditVerdict) => string>
> = {
  jsonl: (text) => text,
  csv: (_, { rows }) => auditCsv(rows),
  ocsf: (_, { rows }) => auditOcsf(rows, tool())
}

/** Page after page, until there is no row more. */
const readWhole = Effect.fnUntraced(function* (listener: AdminListener, after: number) {
  const rows: Array<string> = []
  for (;;) {
    const page = yield* readPage(listener, after + rows.length)
    rows.push(...page.rows)
    if (page.rows.length === 0 || after + rows.length >= page.total)
      return `${rows.join("")}${page.head}`
  }
})

/** What the first row says that it follows: an export that goes on is held to that. */
const previousIn = (text: string): string =>
  /"previous":"(sha256:[0-9a-f]{64})"/u.exec(text)?.[1] ??
  /"head":"(sha256:[0-9a-f]{64})"/u.exec(text)?.[1] ??
  ""

const after = Flag.Int("after").pipe(
  Flag.withSchema(
    Schema.Finite.check(
      Schema.isGreaterThanOrEqualTo(0, { expected: "the number of a row, 0 or more" })
    )
  ),
  Flag.withDescription("Only the rows after this one: where an earlier export ends"),
  Flag.withDefault(0)
)

/** `codearts audit export` */
export const exportAudit = Command.make(
  "export",
  {
    form: Flag.Literals("form", ["jsonl", "csv", "ocsf"]).pipe(
      Flag.withDescription(
        "jsonl, which can be verified; csv for people; ocsf, API Activity, for a SIEM"
      ),
      Flag.withDefault("jsonl")
    ),
    after,
    "admin-url": Flag.String("admin-url").pipe(
      Flag.withDescription(`Address of the gateway's admin listener, ${usualUrl} by default`),
      Flag.withDefault(usualUrl)
    ),
    "admin-token-file": adminTokenFile
  },
  Effect.fnUntraced(function* (given) {
    const listener: AdminListener = {
      origin: (yield* readAdminUrl(given["admin-url"])).origin,
      token: yield* adminToken(given["admin-token-file"]),
      dispatcher: yield* Transport
    }
    const text = yield* readWhole(listener, given.after)
    const verdict = readAudit(text, given.after === 0 ? {} : { after: previousIn(text) })
    // What is printed ends with a line break already.
    yield* Console.log(forms[given.form](text, verdict).replace(/\n$/u, ""))
    if (verdict.problems.length === 0) return
    yield* report(`NOT whole: ${verdict.problems.join("; ")}`)
    return yield* new Differs()
  })
).pipe(
  Command.withShortDescription("Export the audit of a gateway: exit 3 if it is not whole"),
  Command.withDescription(
    "Export the audit of a gateway from its admin listener: JSON lines, the last of which is the sealed head, CSV or OCSF. Exit 3 if it is not whole."
  ),
  Command.withExamples([
    {
      command: "codearts audit export > audit.jsonl",
      description: "All of it, to be kept and verified"
    },
    {
      command: "codearts audit export --form ocsf --after 1200",
      description: "What came after row 1200, for a SIEM"
    }
  ])
)
