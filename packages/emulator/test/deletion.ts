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

/** Asks a server to delete, signed, over HTTP. */
export const askToDelete = async (
  origin: string,
  ids: ReadonlyArray<string>,
  dispatcher: Dispatcher
): Promise<Deletion> => {
  const url = `${origin}/v2/vpceps`
  const body = JSON.stringify({ vpceps: ids.map((vpcep_id) => ({ vpcep_id })) })
  const plain = { region, "content-type": "application/json" }
  const signed = sign(
    { method: "DELETE", url, headers: Object.entries(plain), body },
    wideKey,
    new Date()
  )
  const headers = { ...plain, ...Object.fromEntries(signed.headers) }
  try {
    const answer = await request(url, { method: "DELETE", headers, body, dispatcher })
    const { error_code } = JSON.parse(await answer.body.text())
    return { ids, status: answer.statusCode, error_code }
  } catch {
    return { ids, status: undefined }
  }
}
