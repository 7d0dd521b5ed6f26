import type { Header, SignableRequest } from "../src/index.ts"

export const credentials = {
  accessKey: "HPUAEXAMPLEACCESSKEY",
  secretKey: "an-example-secret-key-of-forty-characters"
}

export const host = "codearts-devuc.ap-southeast-3.myhuaweicloud.com"
const path = "/v2/vpceps"
const tenant = "a8dd901e70f2485cb4f1fa2264eb3add"

/** A request as each signer wants it: the body as it is sent, and the value it is the JSON of. */
export interface BenchRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Path and query. */
  readonly target: string
  readonly headers: ReadonlyArray<Header>
  readonly body: string | Uint8Array
  readonly data: unknown
}

export interface Case {
  readonly name: string
  readonly rounds: number
  /** Each with another query value or body, and more than a small cache could hold. */
  readonly requests: () => ReadonlyArray<BenchRequest>
}

const getHeaders: ReadonlyArray<Header> = [
  ["accept", "application/json"],
  ["region", "ap-southeast-3"],
  ["user-agent", "bench"],
  ["x-project-id", "0f5181caba0024e72f89c0045e707b91"]
]

const get = (_: unknown, at: number): BenchRequest => {
  const offset = String(at)
  return {
    method: "GET",
    path,
    query: { enterprise_id: tenant, limit: "10", offset },
    target: `${path}?enterprise_id=${tenant}&limit=10&offset=${offset}`,
    headers: getHeaders,
    body: "",
    data: undefined
  }
}

const deleteHeaders: ReadonlyArray<Header> = [
  ["content-type", "application/json"],
  ["region", "ap-southeast-3"]
]

const deletion = (data: unknown, body: string | Uint8Array): BenchRequest => ({
  method: "DELETE",
  path,
  query: {},
  target: path,
  headers: deleteHeaders,
  body,
  data
})

const idList = (count: number, turn: number): unknown => ({
  enterprise_id: tenant,
  vpceps: Array.from({ length: count }, (_, at) => ({
    vpcep_id: `1234bfa39r7pg09la8msyu8vq${String(turn * 7 + at).padStart(9, "0")}`
  }))
})

const deletions = (
  requests: number,
  ids: number,
  write: (text: string) => string | Uint8Array
): ReadonlyArray<BenchRequest> =>
  Array.from({ length: requests }, (_, at) => {
    const data = idList(ids, at)
    return deletion(data, write(JSON.stringify(data)))
  })

const inBytes = (text: string): Uint8Array => Buffer.from(text)

export const cases: ReadonlyArray<Case> = [
  {
    name: "GET, 3 query parameters",
    rounds: 200,
    requests: () => Array.from({ length: 128 }, get)
  },
  { name: "DELETE, 200 bytes", rounds: 200, requests: () => deletions(128, 3, String) },
  { name: "DELETE, 100 kB", rounds: 40, requests: () => deletions(16, 2080, inBytes) },
  { name: "DELETE, 12 MB", rounds: 9, requests: () => deletions(2, 249_900, inBytes) }
]

export const signable = ({ method, target, headers, body }: BenchRequest): SignableRequest => ({
  method,
  url: `https://${host}${target}`,
  headers,
  body
})

/** One of the pool each turn, in turn. */
export const inTurn = <Ready>(
  pool: ReadonlyArray<Ready>,
  work: (ready: Ready, turn: number) => unknown
): ((turn: number) => unknown) => {
  return (turn) => {
    const ready = pool[turn % pool.length]
    return ready === undefined ? undefined : work(ready, turn)
  }
}

const start = Date.UTC(2026, 4, 25)
const dates = Array.from({ length: 3600 }, (_, second) => new Date(start + second * 1000))

/** Another second every turn, ready made as the requests are. */
export const dateOf = (turn: number): Date => dates[turn % dates.length] ?? new Date(Number.NaN)
