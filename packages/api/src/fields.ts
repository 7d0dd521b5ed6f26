import { Schema, SchemaGetter } from "effect"
import { grouped } from "./grouped.ts"

/** How far the fields of a list go, by their wire names. Table 4-7 and section 6.3.1. */
export const maximum = { limit: 100, offset: 9999, per_page: 5000, vpcep_ids: 30 } as const

/** A string of a pattern, which `expected` says in words. */
export const text = (pattern: RegExp, expected: string) =>
  Schema.String.check(Schema.isPattern(pattern, { expected }))

/** A tenant id, which is the account (domain) id. Tables 4-2, 4-7 and 4-10. */
export const EnterpriseId = text(
  /^[A-Za-z0-9_-]{1,40}$/u,
  "1 to 40 letters, digits, hyphens (-) or underscores (_)"
).annotate({
  identifier: "EnterpriseId",
  description: "Id of the tenant, the same as its account id: 1 to 40 letters, digits, - or _."
})

/** The id of one VPC endpoint. Tables 4-3 and 4-11. */
export const VpcepId = text(
  /^[a-z0-9-]{1,40}$/u,
  "1 to 40 digits, lower-case letters or hyphens (-)"
).annotate({
  identifier: "VpcepId",
  description: "Id of a VPC endpoint: 1 to 40 digits, lower-case letters or -."
})

/** The region a request acts in. An open set: regions outside every table are legal. Tables 4-1 and 4-8. */
export const RegionId = text(
  /^[A-Za-z0-9-]{1,40}$/u,
  "1 to 40 letters, digits or hyphens (-)"
).annotate({
  identifier: "RegionId",
  description: "Region of the VPC endpoints: 1 to 40 letters, digits or -."
})

/** What people wrote beside an entry. Chinese letters are accepted, as the Chinese edition has it. Table 4-3. */
export const Description = text(
  /^[\p{L}\p{M}\p{Nd} ()[\]_\-.~&;]{0,128}$/u,
  "0 to 128 letters, digits, spaces or any of ()[]-_.~&;"
).annotate({
  identifier: "Description",
  description: "Description of the entry: at most 128 letters, digits, spaces or ()[]-_.~&;"
})

/**
 * Ids to look up, one comma-separated string on the wire: 1,229 characters hold 30 ids of full length.
 * Table 4-7, whose English edition lost the comma that its own example uses.
 */
export const VpcepIds = Schema.String.check(
  Schema.isMaxLength(1229, { expected: "at most 1,229 characters" })
)
  .pipe(
    Schema.decodeTo(
      Schema.Array(VpcepId).check(
        Schema.isBetweenLength(1, maximum.vpcep_ids, { expected: `1 to ${maximum.vpcep_ids} ids` })
      ),
      {
        decode: SchemaGetter.transform((ids: string) => ids.split(",")),
        encode: SchemaGetter.transform((ids: ReadonlyArray<string>) => ids.join(","))
      }
    )
  )
  .annotate({
    description: `Only these VPC endpoints, 1 to ${maximum.vpcep_ids} ids separated by commas.`
  })

/** A decimal number in a query string; signs, exponents and spaces are refused. */
export const integer = (minimum: number, maximum: number) => {
  const expected = `a whole number from ${minimum} to ${grouped(maximum)}`
  return Schema.String.check(Schema.isPattern(/^(0|[1-9][0-9]{0,8})$/u, { expected })).pipe(
    Schema.decodeTo(Schema.Int.check(Schema.isBetween({ minimum, maximum }, { expected })), {
      decode: SchemaGetter.transform(Number),
      encode: SchemaGetter.transform(String)
    })
  )
}

/** How many entries to pass over. Table 4-7. */
export const Offset = integer(0, maximum.offset).annotate({
  description: "Entries to pass over before the first one answered, 0 to 9,999."
})

/** How many entries to answer at most. Table 4-7. */
export const Limit = integer(1, maximum.limit).annotate({
  description: "Entries to answer at most, 1 to 100."
})

/** The order by `vpcep_id`. Table 4-7. */
export const Sort = Schema.Literals(["asc", "ASC", "desc", "DESC"]).annotate({
  expected: "asc, ASC, desc or DESC",
  description: "Order by vpcep_id: asc or desc."
})
