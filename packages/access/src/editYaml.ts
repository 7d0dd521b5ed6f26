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
import { InvalidAllowList, type ReadAllowList } from "./readAllowList.ts"
import type { FileProblem } from "./yaml.ts"

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

const allowIn = (document: Document, list: YAMLMap, { allowed }: Allowance) => {
  const entries = listIn(document, list, "allowed")
  const { vpcep_id } = allowed
  const entry = itemWith(document, entries, "vpcep_id", vpcep_id, { vpcep_id })
  for (const [field, value] of Object.entries(allowed)) entry.set(field, value)
}

const written = (document: Document) => document.toString({ lineWidth: 0 })

/** What one reader of YAML lets pass or takes for this, another may not: then nothing is edited. */
export const unedited = (line: number): FileProblem => ({
  line,
  field: "",
  rule: "must be YAML that can be edited; put it more plainly"
})

const faultOf = ({ linePos }: YAMLParseError) =>
  new InvalidAllowList({ problems: [unedited(linePos?.[0].line ?? 1)] })

/** A text with an entry allowed, all of it taken apart and put together again. */
export const editWhole = (
  text: string,
  allowance: Allowance
): Result.Result<string, InvalidAllowList> => {
  const document = parseDocument(text)
  const [fault] = document.errors
  if (fault !== undefined) return Result.fail(faultOf(fault))
  const { enterprise_id, region } = allowance
  const root = document.contents as unknown as YAMLMap // a list that was read is a map
  const tenants = listIn(document, root, "tenants")
  const tenant = itemWith(document, tenants, "enterprise_id", enterprise_id, {
    enterprise_id,
    regions: []
  })
  const regions = listIn(document, tenant, "regions")
  const list = itemWith(document, regions, "region", region, { region, allowed: [] })
  allowIn(document, list, allowance)
  return Result.succeed(written(document))
}

const fieldOf = ({ list }: ReadAllowList, { enterprise_id, region }: Allowance): string => {
  const tenant = list.tenants.findIndex((each) => each.enterprise_id === enterprise_id)
  const index = list.tenants[tenant]?.regions.findIndex((each) => each.region === region)
  return `tenants[${tenant}].regions[${index}]`
}

const hasNothing = (line: string | undefined) => line !== undefined && /^\s*(?:#.*)?$/u.test(line)

/** The lines of the item that begins at a line: all that are deeper in than its dash. */
const itemFrom = (lines: ReadonlyArray<string>, from: number, indent: string) => {
  const deeper = new RegExp(`^ {${indent.length + 1}}`, "u")
  let to = from + 1
  while (to < lines.length && (hasNothing(lines[to]) || deeper.test(lines[to] ?? ""))) to += 1
  while (hasNothing(lines[to - 1])) to -= 1
  return { from, to }
}

/**
 * The same, of which only the region is taken apart: of a long list that is a small part, and the
 * rest stays to the letter. Nothing where the region has no lines of its own.
 */
export const editRegion = (
  text: string,
  read: ReadAllowList,
  allowance: Allowance
): string | undefined => {
  const lines = text.split("\n")
  const first = read.lineOf(fieldOf(read, allowance)) - 1
  const indent = /^( *)- /u.exec(lines[first] ?? "")?.[1]
  if (indent === undefined || text.includes("\r")) return undefined
  const { from, to } = itemFrom(lines, first, indent)
  const document = parseDocument(lines.slice(from, to).join("\n"))
  const list = isSeq(document.contents) ? document.contents.items[0] : undefined
  if (document.errors.length > 0 || !isMap(list)) return undefined
  allowIn(document, list, allowance)
  const edited = written(document)
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? line : indent + line))
  return [...lines.slice(0, from), ...edited, ...lines.slice(to)].join("\n")
}
