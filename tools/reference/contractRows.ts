import { openApi, RequestHeaders } from "@codearts/api"
import type { FieldTable, Row } from "./facts.ts"
import { charactersOf } from "./fieldRow.ts"

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const document: Json = openApi()

const at = (value: unknown, ...path: ReadonlyArray<string>): unknown =>
  path.reduce<unknown>((found, key) => (isObject(found) ? found[key] : undefined), value)

const list = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

/** A schema behind its reference; of one that takes null too, which no document mentions, the other. */
const resolved = (schema: unknown): unknown => {
  const reference = at(schema, "$ref")
  if (typeof reference === "string") return at(document, ...reference.split("/").slice(1))
  const [only, ...others] = list(at(schema, "anyOf")).filter((each) => at(each, "type") !== "null")
  return only !== undefined && others.length === 0 ? resolved(only) : schema
}

const types: Readonly<Record<string, string>> = {
  array: "Array",
  integer: "Integer",
  object: "Object",
  string: "String"
}

const patternRow = (schema: unknown): Row => {
  const given = at(schema, "pattern")
  const rule = typeof given === "string" ? /^\^\[(.*)\]\{(\d+),(\d+)\}\$$/u.exec(given) : null
  if (rule === null) return {}
  const [, characters = "", minLength, maxLength] = rule
  return {
    minLength: Number(minLength),
    maxLength: Number(maxLength),
    characters: charactersOf(characters)
  }
}

/** A bound that is a rule, and not how far a number goes. */
const bound = (name: "maximum" | "minimum", schema: unknown): Row => {
  const value = at(schema, name)
  return typeof value === "number" && Math.abs(value) !== Number.MAX_SAFE_INTEGER
    ? { [name]: value }
    : {}
}

const ruleOf = (given: unknown): Row => {
  const schema = Object.assign({}, given, ...list(at(given, "allOf")))
  const values = at(schema, "enum")
  return {
    ...patternRow(schema),
    ...(Array.isArray(values) && { values }),
    ...bound("minimum", schema),
    ...bound("maximum", schema)
  }
}

/** A list that travels as one text, commas between: as long as all its items and their commas. */
const joined = (schema: unknown): Row => {
  const item = patternRow(resolved(at(schema, "items")))
  const most = Number(at(schema, "maxItems"))
  return { ...item, type: "String", maxLength: most * Number(item["maxLength"]) + most - 1 }
}

const fieldRow = (field: string, given: unknown, mandatory: boolean | undefined): Row => {
  const schema = resolved(given)
  return {
    field,
    ...(mandatory !== undefined && { mandatory }),
    type: types[String(at(schema, "type"))],
    ...ruleOf(schema)
  }
}

const schemaRows = (given: unknown, isRequest: boolean): ReadonlyArray<Row> => {
  const schema = resolved(given)
  const required = list(at(schema, "required"))
  return Object.entries(at(schema, "properties") ?? {}).map(([name, property]) =>
    fieldRow(name, property, isRequest ? required.includes(name) : undefined)
  )
}

const parameterRows = (operation: unknown, place: string): ReadonlyArray<Row> =>
  list(at(operation, "parameters"))
    .filter((parameter) => at(parameter, "in") === place)
    .filter((parameter) => !(String(at(parameter, "name")) in RequestHeaders.fields))
    .map((parameter) => ({
      ...fieldRow(
        String(at(parameter, "name")),
        at(parameter, "schema"),
        at(parameter, "required") === true
      ),
      ...(at(parameter, "style") === "form" && joined(resolved(at(parameter, "schema"))))
    }))

/** The token's header, which the document calls mandatory and the contract one of two ways in. */
const tokenRows = (operation: unknown): ReadonlyArray<Row> =>
  list(at(operation, "security")).flatMap((scheme) =>
    isObject(scheme) && "token" in scheme
      ? [
          {
            field: String(at(document, "components", "securitySchemes", "token", "name")),
            mandatory: true,
            type: "String"
          }
        ]
      : []
  )

const json = ["content", "application/json", "schema"]

const inside = (schema: unknown, path: ReadonlyArray<string>): unknown =>
  path.reduce<unknown>((found, name) => {
    const property = resolved(at(resolved(found), "properties", name))
    return at(property, "type") === "array" ? at(property, "items") : property
  }, schema)

/** What the contract says of the fields that a table of the document is about. */
export const contractRows = ({
  operation: address,
  place,
  status
}: Omit<FieldTable, "rows">): ReadonlyArray<Row> => {
  const [method = "", path = ""] = address.split(" ")
  const operation = at(document, "paths", path, method.toLowerCase())
  if (place === "query") return parameterRows(operation, place)
  if (place === "header") return [...tokenRows(operation), ...parameterRows(operation, place)]
  const [first = "", ...rest] = place.split(".")
  if (first === "answer")
    return schemaRows(inside(at(operation, "responses", String(status), ...json), rest), false)
  const body = at(operation, "requestBody", ...json)
  return schemaRows(first === "body" ? body : inside(body, [first, ...rest]), true)
}
