import {
  allOperations,
  answerHeaders,
  openApi,
  regions,
  RequestHeaders,
  vpcepHost
} from "@codearts/api"
import { entries, statuses } from "@codearts/error-catalog"
import { SchemaAST } from "effect"
import { contractRows } from "./contractRows.ts"
import type { Facts, FieldTable, Row } from "./facts.ts"
import { recorded } from "./recorded.ts"

/** Where the contract asks for more than the document: without these an entry, or a request, means nothing. */
const stricter: ReadonlySet<string> = new Set(["4-2 vpceps", "4-3 vpcep_id"])

/** Members of a refusal that the tables leave out and the gateway's own answers have. */
const beyond: ReadonlySet<string> = new Set(["request_id"])

const asDocumented = (table: string, row: Row): Row =>
  stricter.has(`${table} ${String(row["field"])}`) && row["mandatory"] === true
    ? { ...row, mandatory: false }
    : row

const tableOf = (table: FieldTable): FieldTable => ({
  ...table,
  rows: contractRows(table)
    .filter(({ field }) => !beyond.has(String(field)))
    .map((row) => asDocumented(table.table, row))
})

const requestHeaders = Object.entries(RequestHeaders.fields).map(([name, field]) => ({
  header: name.toLowerCase(),
  mandatory: !SchemaAST.isOptional(field.ast)
}))

/**
 * What the catalog and the contract say, in the document's own shape. What they do not hold as such
 * (which sections there are, which statuses an operation is documented with) is as recorded.
 */
export const ours = (): Facts => {
  const facts = recorded()
  const documented = allOperations.filter(({ group }) => group === "vpcep")
  return {
    ...facts,
    issue: String(Object(openApi()["info"]).version),
    regions: regions
      .filter(({ site }) => site === "international")
      .map(({ id, name }) => ({ name, id, endpoint: vpcepHost(id) })),
    requestHeaders,
    answerHeaders: answerHeaders.map(({ name, value }) => ({
      header: name.toLowerCase(),
      ...(value !== undefined && { value })
    })),
    operations: facts.operations.filter(({ method, path }) =>
      documented.some((operation) => operation.method === method && operation.path === path)
    ),
    tables: facts.tables.map(tableOf),
    statuses: statuses
      .filter(({ source }) => source.endsWith("table 6-1"))
      .map(({ message, status }) => ({ status, title: message })),
    codes: entries
      .filter(({ family }) => family === "UC")
      .map(({ code, message, status }) => ({ code, status, message }))
  }
}
