import { Result } from "effect"
import { isDeepStrictEqual } from "node:util"
import { type AllowList, regionListOf } from "./allowList.ts"
import { type Allowance, editRegion, editWhole, unedited } from "./editYaml.ts"
import { InvalidAllowList, type ReadAllowList, readAllowList } from "./readAllowList.ts"

/** A list with an item changed, or with one more. */
const put = <Item>(
  items: ReadonlyArray<Item>,
  isIt: (item: Item) => boolean,
  changed: (item: Item | undefined) => Item
): ReadonlyArray<Item> =>
  items.some(isIt)
    ? items.map((item) => (isIt(item) ? changed(item) : item))
    : [...items, changed(undefined)]

/** What an allow-list says once an entry is allowed, and nothing else of it changed. */
const allowing = (
  list: AllowList,
  { allowed, enterprise_id, region }: Allowance
): Omit<AllowList, "tenants"> & { readonly tenants: ReadonlyArray<object> } => ({
  ...list,
  tenants: put<Partial<AllowList["tenants"][number]>>(
    list.tenants,
    (tenant) => tenant.enterprise_id === enterprise_id,
    (tenant) => ({
      enterprise_id,
      regions: put(
        tenant?.regions ?? [],
        (each) => each.region === region,
        (each) => ({
          region,
          ...each,
          allowed: put(
            each?.allowed ?? [],
            ({ vpcep_id }) => vpcep_id === allowed.vpcep_id,
            (entry) => ({ ...entry, ...allowed })
          )
        })
      )
    })
  )
})

/** A text read again: it must say what it said before and the one entry, and nothing else. */
const sound = (
  edited: string,
  { list }: ReadAllowList,
  allowance: Allowance
): Result.Result<string, InvalidAllowList> =>
  Result.flatMap(readAllowList(edited), (after) =>
    isDeepStrictEqual(after.list, allowing(list, allowance))
      ? Result.succeed(edited)
      : Result.fail(new InvalidAllowList({ problems: [unedited(1)] }))
  )

/**
 * The text of an allow-list with one more entry allowed, or an allowed one said anew. Comments and
 * the order of things stay; what comes out is read again, so it is never an invalid list, and never
 * one that says anything else anew.
 */
export const withAllowed = (
  text: string,
  allowance: Allowance
): Result.Result<string, InvalidAllowList> =>
  Result.flatMap(readAllowList(text), (read) => {
    const whole = () =>
      Result.flatMap(editWhole(text, allowance), (edited) => sound(edited, read, allowance))
    const { enterprise_id, region } = allowance
    if (regionListOf(read.list, enterprise_id, region) === undefined) return whole()
    const part = editRegion(text, read, allowance)
    return part === undefined ? whole() : Result.orElse(sound(part, read, allowance), whole)
  })
