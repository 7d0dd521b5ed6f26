import { hash } from "node:crypto"
import { ownContract } from "./ownContract.ts"

type Json = Readonly<Record<string, unknown>>

const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const at = (value: unknown, ...path: ReadonlyArray<string>): unknown =>
  path.reduce<unknown>((found, key) => (isJson(found) ? found[key] : undefined), value)

const entries = (value: unknown): ReadonlyArray<readonly [string, unknown]> =>
  isJson(value) ? Object.entries(value) : []

const list = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

const escaped: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;"
}

const text = (value: unknown): string =>
  (typeof value === "string" ? value : JSON.stringify(value ?? "")).replace(
    /[&<>"]/gu,
    (letter) => escaped[letter] ?? letter
  )

const row = (cells: ReadonlyArray<string>) =>
  `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`

const table = (headings: ReadonlyArray<string>, rows: ReadonlyArray<string>) =>
  rows.length === 0
    ? ""
    : `<table><thead><tr>${headings.map((each) => `<th scope="col">${each}</th>`).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>`

const resolved = (document: Json, schema: unknown): unknown => {
  const reference = at(schema, "$ref")
  return typeof reference === "string" ? at(document, ...reference.split("/").slice(1)) : schema
}

const rule = (schema: unknown): string => {
  const words = [
    at(schema, "type"),
    list(at(schema, "enum")).join(" | "),
    at(schema, "pattern") ?? at(schema, "items", "pattern"),
    at(schema, "minimum") === undefined
      ? undefined
      : `${String(at(schema, "minimum"))} to ${String(at(schema, "maximum"))}`
  ]
  return words
    .filter((word) => word !== undefined && word !== "")
    .map((word) => `<code>${text(word)}</code>`)
    .join(" ")
}

const parameterRow = (document: Json) => (parameter: unknown) =>
  row([
    `<code>${text(at(parameter, "name"))}</code>`,
    text(at(parameter, "in")),
    at(parameter, "required") === true ? "yes" : "no",
    rule(resolved(document, at(parameter, "schema"))),
    text(at(parameter, "description"))
  ])

const responseRow = ([status, response]: readonly [string, unknown]) =>
  row([`<code>${text(status)}</code>`, text(at(response, "description"))])

const schemaBlock = (title: string, schema: unknown) =>
  schema === undefined
    ? ""
    : `<details><summary>${title}</summary><pre><code>${text(JSON.stringify(schema, null, 2))}</code></pre></details>`

const bodySchema = (holder: unknown) => at(holder, "content", "application/json", "schema")

const operationSection = (document: Json, path: string, method: string, operation: unknown) => {
  const id = text(at(operation, "operationId"))
  return `<section id="${id}">
<h2><code>${text(method.toUpperCase())} ${text(path)}</code></h2>
<p>${text(at(operation, "summary"))}. Operation <code>${id}</code>.</p>
${table(["Parameter", "In", "Mandatory", "Rule", "Description"], list(at(operation, "parameters")).map(parameterRow(document)))}
${schemaBlock("Request body", bodySchema(at(operation, "requestBody")))}
${table(["Status", "Meaning"], entries(at(operation, "responses")).map(responseRow))}
</section>`
}

const sections = (document: Json) =>
  entries(document["paths"]).flatMap(([path, methods]) =>
    entries(methods).map(([method, operation]) =>
      operationSection(document, path, method, operation)
    )
  )

const style = `:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin:1rem 0}
th,td{border-bottom:1px solid color-mix(in srgb,currentColor 25%,transparent);padding:.4rem .6rem;text-align:left;vertical-align:top}
td:nth-child(4) code{overflow-wrap:anywhere}
pre{overflow-x:auto;padding:1rem;border:1px solid color-mix(in srgb,currentColor 25%,transparent)}
section{margin-top:3rem}`

/** What the page may load: its own style sheet, and nothing else. */
export const docsPolicy = `default-src 'none'; style-src 'sha256-${hash("sha256", style, "base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** The contract as a page to read, without scripts and without anything from elsewhere. */
export const docsPage = (): string => {
  const document = ownContract()
  const title = text(at(document, "info", "title"))
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><style>${style}</style></head><body>
<main><h1>${title}</h1>
<p>${text(at(document, "info", "description"))}</p>
<p>As a machine reads it: <a href="/openapi.json">/openapi.json</a>. State of this gateway: <a href="/healthz">/healthz</a>.</p>
${sections(document).join("\n")}
${schemaBlock("Schemas of bodies and answers", at(document, "components", "schemas"))}
</main></body></html>
`
}
