import type { DocumentedOperation, Facts, FieldTable, Row } from "./facts.ts"

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

const namesOf = (a: Row, b: Row = {}) =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (name) => a[name] !== undefined || b[name] !== undefined
  )

const shown = (value: unknown) => (value === undefined ? "nothing" : JSON.stringify(value))

const rowShown = (row: Row) =>
  namesOf(row)
    .map((name) => `${name} ${shown(row[name])}`)
    .join(", ")

const differing = (a: Row, b: Row) => namesOf(a, b).filter((name) => !same(a[name], b[name]))

const equalRows = (a: Row, b: Row) => differing(a, b).length === 0

/** Takes from two lists the pairs of rows that are alike, the first of each that fits. */
const pairs = (
  theirs: Array<Row>,
  own: Array<Row>,
  alike: (a: Row, b: Row) => boolean
): ReadonlyArray<readonly [Row, Row]> =>
  theirs.slice().flatMap((row) => {
    const index = own.findIndex((each) => alike(row, each))
    const [found] = index === -1 ? [] : own.splice(index, 1)
    if (found === undefined) return []
    theirs.splice(theirs.indexOf(row), 1)
    return [[row, found] as const]
  })

/** Half of the facts or more in common, or a single one: a row whose key alone was changed. */
const resembles = (a: Row, b: Row) => {
  const names = namesOf(a, b).length
  return names === 1 || differing(a, b).length * 2 <= names
}

const rowDifferences = (
  where: string,
  key: string,
  document: ReadonlyArray<Row>,
  here: ReadonlyArray<Row>
): ReadonlyArray<string> => {
  const theirs = [...document]
  const own = [...here]
  pairs(theirs, own, equalRows)
  const changed = [
    ...pairs(theirs, own, (a, b) => same(a[key], b[key])),
    ...pairs(theirs, own, resembles)
  ].map(([row, other]) => {
    const facts = differing(row, other).map(
      (name) => `${name} is ${shown(row[name])} in the document, ${shown(other[name])} here`
    )
    return `${where}, ${String(other[key])}: ${facts.join("; ")}`
  })
  return [
    ...changed,
    ...theirs.map((row) => `${where}: only the document has ${rowShown(row)}`),
    ...own.map((row) => `${where}: the document lacks ${rowShown(row)}`)
  ]
}

const listed = (name: string, values: ReadonlyArray<string | number>): ReadonlyArray<Row> =>
  values.map((value) => ({ [name]: value }))

const operationRows = (operations: ReadonlyArray<DocumentedOperation>) =>
  operations.map(({ method, path }) => ({ method, path }))

const statusesOf = (operations: ReadonlyArray<DocumentedOperation>, index: number) =>
  listed("status", operations[index]?.statuses ?? [])

const tableRow = ({ operation, place, status, table }: FieldTable): Row => ({
  table,
  operation,
  place,
  status
})

/** Each value of an example with the path that leads to it. */
const leaves = (value: unknown, path: string): ReadonlyArray<Row> =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}/${key}`))
    : [{ path, value: JSON.stringify(value) }]

const tablesDiffer = (document: Facts, here: Facts) =>
  here.tables.flatMap(({ rows, table }) => {
    const theirs = document.tables.find((each) => each.table === table)
    return theirs === undefined ? [] : rowDifferences(`table ${table}`, "field", theirs.rows, rows)
  })

/** Every fact of the document that is not so here, and every one here that the document lacks. */
export const differences = (document: Facts, here: Facts): ReadonlyArray<string> => {
  const compare = (
    where: string,
    key: string,
    rows: (facts: Facts) => ReadonlyArray<Row>
  ): ReadonlyArray<string> => rowDifferences(where, key, rows(document), rows(here))
  return [
    ...compare("title page", "issue", ({ issue }) => listed("issue", [issue])),
    ...compare("sections", "section", ({ sections }) => listed("section", sections)),
    ...compare("table 1-1", "id", ({ regions }) => regions),
    ...compare("3.1, URI", "part", ({ uriParts }) => listed("part", uriParts)),
    ...compare("3.1, methods", "method", ({ methods }) => listed("method", methods)),
    ...compare("chapter 3, headers", "header", ({ requestHeaders }) => requestHeaders),
    ...compare("figure 3-2", "header", ({ answerHeaders }) => answerHeaders),
    ...compare("chapter 4", "path", ({ operations }) => operationRows(operations)),
    ...here.operations.flatMap(({ method, path }, index) =>
      compare(`${method} ${path}, status codes`, "status", ({ operations }) =>
        statusesOf(operations, index)
      )
    ),
    ...compare("chapter 4, tables", "table", ({ tables }) => tables.map(tableRow)),
    ...tablesDiffer(document, here),
    ...compare("table 6-1", "status", ({ statuses }) => statuses),
    ...compare("6.2", "code", ({ codes }) => codes),
    ...compare("examples", "path", ({ examples }) => leaves(examples, ""))
  ]
}
