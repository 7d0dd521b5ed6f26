import { examples, operation, type OperationName } from "@codearts/api"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Facts, Row } from "./facts.ts"
import { charactersOf } from "./fieldRow.ts"

const root = join(import.meta.dirname, "../..")

const read = (file: string) => JSON.parse(readFileSync(join(root, file), "utf8"))

interface Named {
  readonly operation: OperationName
}

const addressOf = ({ operation: name }: Named) => {
  const { method, path } = operation(name)
  return `${method} ${path}`
}

const spelled = (row: Row): Row =>
  typeof row["characters"] === "string"
    ? { ...row, characters: charactersOf(row["characters"]) }
    : row

/** The facts of the document as the repository keeps them: with the tests of the contract and of the catalog. */
export const recorded = (): Facts => {
  const contract = read("packages/api/test/reference.json")
  const codes: Facts["codes"] = read("packages/error-catalog/test/reference.json").UC
  const { listRequest: _, ...printed } = examples
  return {
    ...contract,
    operations: contract.operations.map(
      ({ method, path, statuses }: Facts["operations"][number]) => ({ method, path, statuses })
    ),
    tables: contract.tables.map((table: Named & Facts["tables"][number]) => ({
      ...table,
      operation: addressOf(table),
      rows: table.rows.map(spelled)
    })),
    codes,
    examples: [
      printed.userRequest,
      printed.tokenRequest,
      printed.userAnswer,
      printed.errorAnswer,
      printed.deleteRequest,
      printed.deleteAnswer,
      printed.listAnswer,
      printed.projectsAnswer
    ]
  }
}
