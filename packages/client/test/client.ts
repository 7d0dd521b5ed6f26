import type { ServerResponse } from "node:http"
import { type Client, make, type Options } from "../src/index.ts"
import answers from "./answers.json" with { type: "json" }
import { callers, deleteInput, listInput, region, secrets } from "./callers.ts"
import { httpServer, json, type Received } from "./server.ts"

/** A client of an endpoint, with an access key unless told otherwise. */
export const clientOf = (endpoint: string, more: Partial<Options> = {}) =>
  make({ credentials: callers.accessKey, region, endpoint, ...more })

/** Lists, as little as may be. */
export const list = (client: Client) => client.listVpcepAccessControlRecords(listInput)

/** Deletes, as little as may be. */
export const remove = (client: Client) => client.deleteVpcepAccessControlRecords(deleteInput)

const byMethod = { GET: answers.list, DELETE: answers.delete, POST: answers.token }

/** Answers each operation as documented. */
export const answerAsDocumented = (response: ServerResponse, { method, target }: Received) => {
  if (target.startsWith("/v3/projects")) return json(response, answers.projects)
  const status = method === "POST" ? 201 : 200
  const body = byMethod[method as keyof typeof byMethod] // the methods of the contract
  return json(response, body, status, { "X-Subject-Token": secrets.token })
}

/** A server that answers each operation as documented. */
export const healthy = httpServer(answerAsDocumented)
