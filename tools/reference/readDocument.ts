import type { Facts, Row } from "./facts.ts"
import { operationsIn } from "./fieldTables.ts"
import { type Segment, segmentsOf } from "./segments.ts"

type Table = Extract<Segment, { readonly kind: "table" }>

const rowsUnder = (segments: ReadonlyArray<Segment>, ...columns: ReadonlyArray<string>) =>
  segments
    .filter((segment): segment is Table => segment.kind === "table")
    .filter((table) => columns.every((column, index) => table.columns[index] === column))
    .flatMap(({ rows }) => rows)

const inSection = (segments: ReadonlyArray<Segment>, section: string) =>
  segments.filter((segment) => segment.section === section)

const linesOf = (segments: ReadonlyArray<Segment>) =>
  segments.flatMap((segment) => (segment.kind === "line" ? [segment.text] : []))

const codeOf = (segments: ReadonlyArray<Segment>) =>
  segments.flatMap((segment) => (segment.kind === "code" ? [segment.text] : []))

/** The headers that 3.1 lists, and those that the rest of chapter 3 tells of. */
const requestHeadersIn = (segments: ReadonlyArray<Segment>): ReadonlyArray<Row> => {
  const listed = linesOf(inSection(segments, "3.1")).flatMap((line) => {
    const [, name, text = ""] = /^- \*\*([A-Z][\w-]+)\*\*: (.*)$/u.exec(line) ?? []
    return name === undefined
      ? []
      : [{ header: name.toLowerCase(), mandatory: /This field is mandatory and/u.test(text) }]
  })
  const told = linesOf(segments.filter(({ section }) => section.startsWith("3")))
    .flatMap((line) => [...line.matchAll(/\*\*(X-[A-Za-z-]+)\*\*/gu)])
    .map(([, name = ""]) => name.toLowerCase())
    .filter((name) => listed.every(({ header }) => header !== name))
  return [...listed, ...[...new Set(told)].map((header) => ({ header, mandatory: false }))]
}

// Of a request, a moment or a connection: an example, and no rule.
const varying = /-id$|^(?:date|connection|transfer-encoding|content-type)$/u

/** The headers of figure 3-2, whose lines look like members of an object without one around them. */
const answerHeadersIn = (segments: ReadonlyArray<Segment>): ReadonlyArray<Row> =>
  codeOf(inSection(segments, "3.3"))
    .filter((code) => /^"[\w-]+": ".*",?$/u.test(code.split("\n")[0] ?? ""))
    .filter((code) => !code.startsWith('"pwd_status"'))
    .flatMap((code) => [...code.matchAll(/^"([\w-]+)": "(.*)",?$/gmu)])
    .map(([, name = "", value = ""]) => ({
      header: name.toLowerCase(),
      ...(!varying.test(name.toLowerCase()) && { value })
    }))

const depthAfter = (text: string) => text.split("{").length - text.split("}").length

const parsed = (text: string): ReadonlyArray<unknown> => {
  try {
    return [JSON.parse(text)]
  } catch {
    return [] // no example: a line of a request, a part of a figure
  }
}

/** The JSON values in the code of the document; one may go on in the next block, over the end of a page. */
const examplesIn = (segments: ReadonlyArray<Segment>): ReadonlyArray<unknown> => {
  const found: Array<unknown> = []
  let text = ""
  for (const line of codeOf(segments).flatMap((code) => code.split("\n"))) {
    if (text === "" && !line.startsWith("{")) continue
    text += `${line}\n`
    if (depthAfter(text) > 0) continue
    found.push(...parsed(text))
    text = ""
  }
  return found
}

/** What a copy of the document, in Markdown, says. */
export const readDocument = (document: string): Facts => {
  const segments = segmentsOf(document)
  const first = ([cell = ""]: ReadonlyArray<string>) => cell
  return {
    issue: /^\*\*Date\*\*\s+(\S+)/mu.exec(document)?.[1] ?? "",
    sections: [...new Set(segments.map(({ section }) => section))].filter((each) => each !== ""),
    regions: rowsUnder(segments, "Region", "ID", "Endpoint").map(([name, id, endpoint]) => ({
      name,
      id,
      endpoint
    })),
    uriParts: rowsUnder(inSection(segments, "3.1"), "Parameter", "Description").map(first),
    methods: rowsUnder(segments, "Request Method", "Description").map(first),
    requestHeaders: requestHeadersIn(segments),
    answerHeaders: answerHeadersIn(segments),
    ...operationsIn(segments),
    statuses: rowsUnder(segments, "Status Code", "Message").map(([status, title]) => ({
      status: Number(status),
      title
    })),
    codes: rowsUnder(segments, "Status Code", "Error Codes").map(([status, code, message]) => ({
      code,
      status: Number(status),
      message
    })),
    examples: examplesIn(segments)
  }
}
