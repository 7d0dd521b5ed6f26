import type { Facts, FieldTable, Row } from "./facts.ts"

const table = (columns: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<unknown>>) => {
  const lines = (some: typeof rows) =>
    [columns, ...some].map((cells) => cells.join("\t")).join("\n")
  const middle = Math.ceil(rows.length / 2)
  // Over the end of a page a table begins anew, with its columns.
  return rows.length < 3
    ? lines(rows)
    : `${lines(rows.slice(0, middle))}\n\n${lines(rows.slice(middle))}`
}

const specialsOf = (characters: string) => characters.replace(/[A-Za-z0-9 ]/gu, "")

const wordsOf = (characters: string) => {
  const specials = specialsOf(characters)
  const words = [
    ...(characters.includes("A") ? ["letters"] : ["lower-case letters"]),
    ...(characters.includes("0") ? ["digits"] : []),
    ...(characters.includes(" ") ? ["spaces"] : []),
    ...(specials.length > 2
      ? [`these special characters: ${specials}`]
      : Array.from(specials, (letter) => `signs (${letter})`))
  ]
  return `Use only ${words.join(", ")}`
}

const rangeOf = ({ characters, maxLength, maximum, minLength, minimum, values }: Row) => {
  if (maxLength !== undefined) {
    return `Enter ${String(minLength)} to ${Number(maxLength).toLocaleString("en")} characters. ${wordsOf(String(characters))} `
  }
  if (maximum !== undefined) return `${String(minimum)} to ${Number(maximum).toLocaleString("en")}.`
  if (!Array.isArray(values)) return "N/A"
  return `<ul>${values.map((value) => `<li>• <b>${String(value)}</b>: a way.</li>`).join("")}</ul>`
}

const below = (name: string) => `Part${name}`

const typeOf = ({ field, type }: Row) => {
  if (type === "Array") return `Array of [${below(String(field))}](#) objects`
  return type === "Object" ? `[${below(String(field))}](#) object` : type
}

const places: Readonly<Record<string, string>> = {
  header: "Request header parameters",
  query: "Query Parameters",
  body: "Request body parameters",
  answer: "Response body parameters"
}

const captionOf = ({ place, status, table: number }: FieldTable) => {
  const title = places[place] ?? below(place.split(".").at(-1) ?? "")
  const state = place === "answer" ? `**Status code: ${String(status)}**` : ""
  return `${state}**Table ${number}** ${title}`
}

const fieldTable = (fields: FieldTable) => {
  const isRequest = !fields.place.startsWith("answer")
  const columns = ["Parameter", ...(isRequest ? ["Mandatory"] : []), "Type", "Description"]
  const rows = fields.rows.map((row) => [
    row["field"],
    ...(isRequest ? [row["mandatory"] === true ? "Yes" : "No"] : []),
    typeOf(row),
    `<b>Definition</b> A field. <b>Range</b> ${rangeOf(row)} <b>Default Value</b> N/A`
  ])
  return `${captionOf(fields)}\n\n${table(columns, rows)}\n`
}

const fenced = (text: string) => `\`\`\`\n${text}\n\`\`\`\n`

const codeOf = (example: unknown) => {
  const lines = JSON.stringify(example, null, 2).split("\n")
  const middle = Math.ceil(lines.length / 2)
  return fenced(lines.slice(0, middle).join("\n")) + fenced(lines.slice(middle).join("\n"))
}

const operationsOf = ({ operations, tables }: Facts) =>
  operations.map(({ method, path, statuses }) => {
    const own = tables.filter(({ operation }) => operation === `${method} ${path}`)
    const states = statuses.map((status) => [status, "What it means."])
    return `${method} ${path}\n\n${own.map(fieldTable).join("\n")}\n${table(["Status Code", "Description"], states)}\n`
  })

const contentsOf = (facts: Facts): Readonly<Record<string, string>> => {
  const [first = "", second = ""] = operationsOf(facts)
  const headers = facts.requestHeaders.map(({ header, mandatory }) => {
    const name = String(header).replace(/(?<![a-z])[a-z]/gu, (letter) => letter.toUpperCase())
    return `- **${name}**: a header. This field is ${mandatory === true ? "mandatory and needed" : "optional"}.`
  })
  const figure = facts.answerHeaders.map(
    ({ header, value }) => `"${String(header)}": "${String(value ?? "varies")}",`
  )
  return {
    "1": table(
      ["Region", "ID", "Endpoint"],
      facts.regions.map(({ endpoint, id, name }) => [name, id, endpoint])
    ),
    "3.1": [
      table(
        ["Parameter", "Description"],
        facts.uriParts.map((part) => [part, "A part."])
      ),
      table(
        ["Request Method", "Description"],
        facts.methods.map((method) => [method, "Asks."])
      ),
      ...headers
    ].join("\n\n"),
    "3.3": fenced(figure.join("\n")),
    "4.1.1": first,
    "4.1.2": second,
    "6.1": table(
      ["Status Code", "Message", "Description"],
      facts.statuses.map(({ status, title }) => [status, title, "What it means."])
    ),
    "6.2": table(
      ["Status Code", "Error Codes", "Error Message", "Description", "Solution"],
      facts.codes.map(({ code, message, status }) => [status, code, message, "What.", "Do."])
    ),
    "6.3.1": facts.examples.map(codeOf).join("\n")
  }
}

/** A document of our own that says these facts in the shapes of the vendor's. */
export const writeDocument = (facts: Facts): string => {
  const contents = contentsOf(facts)
  const sections = facts.sections.map((section) => {
    const marks = "#".repeat(section.split(".").length)
    return `${marks} ${section} A section\n\n${contents[section] ?? "Nothing of note."}\n`
  })
  return `**Issue** 01\n**Date** ${facts.issue}\n\n${sections.join("\n")}`
}
