import { Result, Schema } from "effect"
import { HttpApi, HttpApiMiddleware } from "effect/http-api"
import { describe, expect, it } from "vitest"
import {
  Api,
  decodeRequest,
  decodeResponse,
  operation,
  type ReceivedParts,
  VpcepRequestInfo
} from "../src/index.ts"
import { fieldSchemas } from "../src/operation.ts"
import { examples } from "../src/examples.ts"
import reference from "./reference.json" with { type: "json" }

interface Row {
  readonly field: string
  readonly mandatory?: boolean
  readonly type: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  /** The body of a character class. */
  readonly characters?: string
  readonly values?: ReadonlyArray<string>
}

type Name = "listVpcepAccessControlRecords" | "deleteVpcepAccessControlRecords"

interface Table {
  readonly table: string
  readonly operation: Name
  readonly place: string
  readonly status?: number
  readonly rows: ReadonlyArray<Row>
}

const tables = reference.tables as ReadonlyArray<Table> // JSON knows no literals

/** Where we ask for more than the document: without these an entry, or the request, means nothing. */
const mandatoryToo = ["4-2 vpceps", "4-3 vpcep_id"]

/** The row of a credential, which travels with every request and is no field of an operation. */
const credential = "X-Auth-Token"

const valid = {
  header: { region: "r" },
  query: { enterprise_id: "e" },
  body: { vpceps: [{ vpcep_id: "a" }] },
  vpceps: { vpcep_id: "a" }
}

const without = (fields: object, field: string) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => name !== field))

type Place = keyof typeof valid

/** A request of the table's operation, valid but for the fields at the table's own place. */
const received = ({ operation, place }: Table, fields: object): ReceivedParts => {
  const parts = { ...valid, [place]: fields }
  const body = place === "vpceps" ? { vpceps: [fields] } : parts.body
  const isList = operation === "listVpcepAccessControlRecords"
  return {
    query: isList ? Object.entries(parts.query) : [],
    header: (name) => Object.entries(parts.header).find(([given]) => given === name)?.[1],
    body: isList ? undefined : body
  }
}

/** The fields, as wholes, that the contract finds wrong in a request. */
const wrong = (table: Table, fields: object) => {
  const result = decodeRequest(table.operation, received(table, fields))
  const problems = Result.isFailure(result) ? result.failure.problems : []
  return problems.map(({ field }) => field.replace(/^vpceps\[0\]\./u, "").replace(/\[\d+\]$/u, ""))
}

const fieldsAt = (table: Table) => {
  const { body, headers, query } = operation(table.operation)
  const schemas = { header: headers, query, body, vpceps: VpcepRequestInfo }
  return Object.keys(fieldSchemas(schemas[table.place as Place]))
}

const list = (length: number) =>
  Array.from({ length }, (_, index) => (index % 41 === 40 ? "," : "a")).join("")

const textOf = ({ field }: Row, length: number) =>
  field === "vpcep_ids" ? list(length) : "a".repeat(length)

const printable = Array.from({ length: 0x7f - 0x20 }, (_, n) => String.fromCharCode(0x20 + n))

const edges = (row: Row) => ({
  inside: [
    ...[row.minLength, row.maxLength].flatMap((n) => (n === undefined ? [] : [textOf(row, n)])),
    ...[row.minimum, row.maximum].flatMap((n) => (n === undefined ? [] : [String(n)])),
    ...(row.values ?? [])
  ],
  outside: [
    ...(row.minLength ? [textOf(row, row.minLength - 1)] : []),
    ...(row.maxLength === undefined ? [] : [textOf(row, row.maxLength + 1)]),
    ...(row.minimum === undefined ? [] : [String(row.minimum - 1)]),
    ...(row.maximum === undefined ? [] : [String(row.maximum + 1)]),
    ...(row.values === undefined ? [] : [`${row.values[0]}x`])
  ]
})

const shown = (value: string) => (value.length > 12 ? `${value.length} characters` : `"${value}"`)

describe("the reference", () => {
  it("has the tables 4-1 to 4-14", () => {
    expect(tables.map(({ table }) => table)).toEqual(
      Array.from({ length: 14 }, (_, n) => `4-${n + 1}`)
    )
  })

  for (const { method, operation: name, path, statuses } of reference.operations) {
    it(`${name} is ${method} ${path}`, () => {
      expect(operation(name as Name)).toMatchObject({ method, path, status: statuses[0] })
    })
  }
})

for (const table of tables.filter(({ place }) => place in valid)) {
  describe(`table ${table.table}, the ${table.place} of ${table.operation}`, () => {
    const rows = table.rows.filter(({ field }) => field !== credential)
    const place = table.place as Place

    it("has the fields of the table and no others", () => {
      expect(fieldsAt(table).toSorted()).toEqual(rows.map(({ field }) => field).toSorted())
    })

    for (const row of rows) {
      const { field } = row
      const set = (value: unknown) => ({ ...valid[place], [field]: value })
      const isMandatory = row.mandatory === true || mandatoryToo.includes(`${table.table} ${field}`)

      it(`${field} is ${isMandatory ? "mandatory" : "optional"}`, () => {
        expect(wrong(table, without(valid[place], field))).toEqual(isMandatory ? [field] : [])
      })

      it(`${field} is of type ${row.type}`, () => {
        for (const value of [null, {}, true]) expect(wrong(table, set(value))).toEqual([field])
      })

      const { inside, outside } = edges(row)
      for (const value of inside) {
        it(`${field} may be ${shown(value)}`, () => {
          expect(wrong(table, set(value))).toEqual([])
        })
      }
      for (const value of outside) {
        it(`${field} may not be ${shown(value)}`, () => {
          expect(new Set(wrong(table, set(value)))).toEqual(new Set([field]))
        })
      }
    }

    for (const { characters, field } of rows) {
      if (characters === undefined) continue
      it(`${field} is made of ${characters}`, () => {
        const documented = new RegExp(`[${characters}]`, "u")
        const accepted = printable.filter(
          (letter) => wrong(table, { ...valid[place], [field]: letter }).length === 0
        )
        expect(accepted).toEqual(printable.filter((letter) => documented.test(letter)))
      })
    }
  })
}

describe("the token of tables 4-1 and 4-8", () => {
  const headers = new Map<string, ReadonlyArray<string>>()
  HttpApi.reflect(Api, {
    onGroup: () => {},
    onEndpoint: ({ endpoint, middleware }) => {
      const schemes = [...middleware]
        .filter(HttpApiMiddleware.isSecurity)
        .flatMap(({ security }) => Object.values(security))
      headers.set(
        endpoint.identifier,
        schemes.flatMap((scheme) => ("key" in scheme ? [scheme.key] : []))
      )
    }
  })

  for (const { operation, rows, table } of tables) {
    if (rows.every(({ field }) => field !== credential)) continue
    it(`of table ${table} is one of the two ways to authenticate`, () => {
      expect(headers.get(operation)).toEqual(["Authorization", credential])
    })
  }
})

const example: Readonly<Record<Name, unknown>> = {
  listVpcepAccessControlRecords: { status: "ok", ...examples.listAnswer },
  deleteVpcepAccessControlRecords: examples.deleteAnswer
}

/** A copy of an answer with the field at a place replaced, in the first entry where there are several. */
const replaced = (
  value: unknown,
  [key, ...rest]: ReadonlyArray<string>,
  next: unknown
): unknown => {
  if (key === undefined) return next
  if (Array.isArray(value)) return [replaced(value[0], [key, ...rest], next), ...value.slice(1)]
  const fields = value as Readonly<Record<string, unknown>> // an object of the example
  return { ...fields, [key]: replaced(fields[key], rest, next) }
}

const samples: Readonly<Record<string, { readonly right: unknown; readonly wrong: unknown }>> = {
  String: { right: "a", wrong: 1 },
  Integer: { right: 1, wrong: "1" },
  Object: { right: examples.listAnswer.data, wrong: [] },
  Array: { right: [], wrong: {} }
}

for (const { operation, place, rows, status, table } of tables) {
  if (status !== 200) continue
  const path = place.split(".").slice(1)
  describe(`table ${table}, the ${place} of ${operation}`, () => {
    for (const row of rows) {
      const { maximum, minimum, type } = row
      it(`${row.field} is read as ${type}`, () => {
        const { right, wrong } = samples[type] ?? { right: undefined, wrong: undefined }
        for (const value of [right, minimum ?? right, maximum ?? right, row.values?.[0] ?? right]) {
          const answer = replaced(example[operation], [...path, row.field], value)
          expect(decodeResponse(operation, answer)).toEqual(Result.succeed(answer))
        }
        const answer = replaced(example[operation], [...path, row.field], wrong)
        expect(Result.isFailure(decodeResponse(operation, answer))).toBe(true)
      })
    }
  })
}

describe("the refusals", () => {
  const declared = new Map<string, ReadonlyMap<number, ReadonlyArray<Schema.Top>>>()
  HttpApi.reflect(Api, {
    onGroup: () => {},
    onEndpoint: ({ endpoint, errors }) => void declared.set(endpoint.identifier, errors)
  })

  for (const { operation, rows, status = 0, table } of tables) {
    if (status < 400) continue
    it(`of table ${table} have the fields of the table: ${operation}, ${status}`, () => {
      const schema = declared.get(operation)?.get(status)?.[0] as Schema.Codec<unknown> | undefined // reflect forgets the types of schemas
      if (schema === undefined) throw new Error(`${operation} declares no ${status}`)
      const isRead = (body: unknown) => Result.isSuccess(Schema.decodeUnknownResult(schema)(body))
      const whole = Object.fromEntries(rows.map(({ field }) => [field, "a"]))
      expect(isRead(whole)).toBe(true)
      for (const { field } of rows) {
        expect(isRead(without(whole, field))).toBe(false)
        expect(isRead({ ...whole, [field]: 1 })).toBe(false)
      }
    })
  }
})
