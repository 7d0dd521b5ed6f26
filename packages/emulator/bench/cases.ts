import { sign } from "@codearts/signing"
import { credentials, enterprise_id, keptId, region, spareId } from "./store.ts"

/** What is asked of a server, over and over. */
export interface Case {
  readonly name: string
  /** How many times; for as long as a run takes when absent. */
  readonly amount?: number
  readonly request: (url: string) => {
    readonly method: string
    readonly path: string
    readonly headers: Record<string, string>
    readonly body?: string
  }
}

const signed = (method: string, url: string, path: string, body = "") => {
  const headers: ReadonlyArray<readonly [string, string]> = [
    ["region", region],
    ...(body === "" ? [] : ([["content-type", "application/json"]] as const))
  ]
  const signature = sign({ method, url: `${url}${path}`, headers, body }, credentials, new Date())
  return {
    method,
    path,
    headers: Object.fromEntries([...headers, ...signature.headers]),
    ...(body !== "" && { body })
  }
}

const list = (name: string, query: string): Case => {
  const path = `/v2/vpceps?enterprise_id=${enterprise_id}&limit=100${query}`
  let last: { readonly at: number; readonly made: ReturnType<typeof signed> } | undefined
  return {
    name,
    // Signed once a minute: it is the server that is measured.
    request: (url) => {
      if (last === undefined || Date.now() - last.at > 60_000)
        last = { at: Date.now(), made: signed("GET", url, path) }
      return last.made
    }
  }
}

const remove = (name: string, size: number, amount: number, from: number): Case => {
  let next = from
  return {
    name,
    amount,
    request: (url) => {
      const vpceps = Array.from({ length: size }, () => ({ vpcep_id: spareId(next++) }))
      return signed("DELETE", url, "/v2/vpceps", JSON.stringify({ vpceps }))
    }
  }
}

/** The lists asked of a store of so many entries. */
export const listsOf = (count: number): ReadonlyArray<Case> => {
  const ids = Array.from({ length: 30 }, (_, index) => keptId(Math.floor((index * count) / 30)))
  return [
    list("list 100, offset 0", ""),
    list("list 100, offset 0, sort=desc", "&sort=desc"),
    list(
      "list 100, offset 9,900 (of 1,000 entries: 900)",
      `&offset=${Math.min(9900, count - 100)}`
    ),
    list("list 30 of vpcep_ids", `&vpcep_ids=${ids.join(encodeURIComponent(","))}`)
  ]
}

const times = 300

// One is sent to see its answer, and as many to the other server as to the emulator.
const sent = 2 * times + 1

/** How many entries the deletions name. */
export const spare = sent * 31

/** Deletions, each of entries of its own. */
export const deletions = (): ReadonlyArray<Case> => [
  remove("delete 1", 1, times, 0),
  remove("delete 30", 30, times, sent)
]
