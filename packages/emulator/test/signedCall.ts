import { sign } from "@codearts/signing"
import { type Dispatcher, request } from "undici"
import { wideKey } from "./wideSeed.ts"
import { region } from "./world.ts"

/** A deletion that was asked for, and what came of it. */
export interface Deletion {
  readonly ids: ReadonlyArray<string>
  /** Absent when the connection ended first: it may have happened or not. */
  readonly status: number | undefined
  readonly error_code?: string
}

const call = async (
  url: string,
  method: "GET" | "DELETE",
  body: string,
  dispatcher: Dispatcher
) => {
  const plain = { region, ...(body !== "" && { "content-type": "application/json" }) }
  const signed = sign({ method, url, headers: Object.entries(plain), body }, wideKey, new Date())
  const headers = { ...plain, ...Object.fromEntries(signed.headers) }
  const answer = await request(url, { method, headers, body: body || null, dispatcher })
  return { status: answer.statusCode, body: JSON.parse(await answer.body.text()) }
}

/** Asks a server to delete, signed, over HTTP. A description tells a request from an equal one of the same second. */
export const askToDelete = async (
  origin: string,
  ids: ReadonlyArray<string>,
  dispatcher: Dispatcher,
  description?: string
): Promise<Deletion> => {
  const body = JSON.stringify({ vpceps: ids.map((vpcep_id) => ({ vpcep_id, description })) })
  try {
    const answer = await call(`${origin}/v2/vpceps`, "DELETE", body, dispatcher)
    return { ids, status: answer.status, error_code: answer.body.error_code }
  } catch {
    return { ids, status: undefined }
  }
}

/** Asks a server for up to 100 entries: the status, and the ids or none. */
export const askForIds = async (origin: string, offset: number, dispatcher: Dispatcher) => {
  const target = `/v2/vpceps?enterprise_id=tenant-wide&limit=100&offset=${offset}`
  const { body, status } = await call(`${origin}${target}`, "GET", "", dispatcher)
  const vpceps: ReadonlyArray<{ readonly vpcep_id: string }> = body.data?.vpceps ?? []
  return { status, ids: vpceps.map(({ vpcep_id }) => vpcep_id), error_code: body.error_code }
}

/** Whether a server lists an id; `undefined` when it gave no answer. */
export const askForId = async (
  origin: string,
  id: string,
  dispatcher: Dispatcher
): Promise<boolean | undefined> => {
  const target = `/v2/vpceps?enterprise_id=tenant-wide&vpcep_ids=${id}`
  try {
    const { body, status } = await call(`${origin}${target}`, "GET", "", dispatcher)
    return status === 200 ? body.total === 1 : undefined
  } catch {
    return undefined
  }
}
