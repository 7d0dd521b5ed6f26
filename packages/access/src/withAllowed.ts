import { Result } from "effect"
import {
  type Document,
  isMap,
  isSeq,
  parseDocument,
  type YAMLMap,
  type YAMLParseError,
  type YAMLSeq
} from "yaml"
import type { RegionList } from "./allowList.ts"
import { InvalidAllowList, readAllowList } from "./readAllowList.ts"

/** Where an entry is allowed, and what the allow-list says of it. */
export interface Allowance {
  readonly enterprise_id: string
  readonly region: string
  readonly allowed: RegionList["allowed"][number]
}

/** The item of a list that has that value in a field; put at its end where there is none. */
const itemWith = (
  document: Document,
  list: YAMLSeq,
  field: string,
  value: string,
  fresh: object
): YAMLMap => {
  const found = list.items.find((item) => isMap(item) && item.get(field) === value)
  if (isMap(found)) return found
  const made = document.createNode(fresh) as unknown as YAMLMap // of an object, a map is made
  list.add(made)
  return made
}

const listIn = (document: Document, map: YAMLMap, field: string): YAMLSeq => {
  const found = map.get(field, true)
  if (isSeq(found)) {
    if (found.items.length === 0) found.flow = false // `[]` is how an empty list must be written, and no wish
    return found
  }
  const made = document.createNode([]) as unknown as YAMLSeq // of an array, a sequence is made
  map.set(field, made)
  return made
}

/** What one reader of YAML lets pass, another may not: then nothing is edited. */
const unedited = ({ linePos }: YAMLParseError) => ({
  line: linePos?.[0].line ?? 1,
  field: "",
  rule: "must be YAML that can be edited; put it more plainly"
})

/**
 * The text of an allow-list with one more entry allowed, or an allowed one said anew. Comments and
 * the order of things stay; what comes out is read again, so it is never an invalid list.
 */
export const withAllowed = (
  text: string,
  { allowed, enterprise_id, region }: Allowance
): Result.Result<string, InvalidAllowList> =>
  readAllowList(text).pipe(
    Result.flatMap(() => {
      const document = parseDocument(text)
      const [fault] = document.errors
      if (fault !== undefined)
        return Result.fail(new InvalidAllowList({ problems: [unedited(fault)] }))
      const root = document.contents as unknown as YAMLMap // a list that was read is a map
      const tenants = listIn(document, root, "tenants")
      const tenant = itemWith(document, tenants, "enterprise_id", enterprise_id, {
        enterprise_id,
        regions: []
      })
      const regions = listIn(document, tenant, "regions")
      const list = itemWith(document, regions, "region", region, { region, allowed: [] })
      const entries = listIn(document, list, "allowed")
      const entry = itemWith(document, entries, "vpcep_id", allowed.vpcep_id, {
        vpcep_id: allowed.vpcep_id
      })
      for (const [field, value] of Object.entries(allowed)) entry.set(field, value)
      const edited = document.toString({ lineWidth: 0 })
      return Result.map(readAllowList(edited), () => edited)
    })
  )
