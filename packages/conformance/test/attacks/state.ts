import { sign } from "@codearts/signing"
import type { HttpAnswer } from "./answers.ts"
import type { Door } from "./doors.ts"
import { exchange } from "./exchange.ts"
import { region, tenants, witnesses } from "./world.ts"

/** The entries of both tenants, as they are listed. */
export type State = Readonly<Record<keyof typeof tenants, string>>

const list = async (
  port: number,
  tenant: keyof typeof tenants
): Promise<HttpAnswer | undefined> => {
  const target = `/v2/vpceps?enterprise_id=${tenants[tenant]}&limit=100`
  const own = [["region", region]] as const
  const url = `http://127.0.0.1:${port}${target}`
  const signed = sign({ method: "GET", url, headers: own }, witnesses[tenant], new Date())
  const lines = [...own, ...signed.headers].map(([name, value]) => `${name}: ${value}\r\n`)
  const bytes = Buffer.from(`GET ${target} HTTP/1.1\r\n${lines.join("")}\r\n`)
  const { answers } = await exchange(port, { bytes }, { toHead: false, answers: 1, settle: 0 })
  return answers[0]
}

const entries = async (port: number, tenant: keyof typeof tenants) => {
  const answer = await list(port, tenant)
  if (answer?.status === 200) return answer.body
  throw new Error(`The entries of ${tenants[tenant]} cannot be read: ${JSON.stringify(answer)}`)
}

/** What is there now, asked of the store's own server. */
export const stateOf = async ({ storePort }: Door): Promise<State> => {
  const [own, other] = await Promise.all([entries(storePort, "own"), entries(storePort, "other")])
  return { own, other }
}

/** Whether an honest request is served at the door. */
export const isServing = async ({ port, storePort }: Door): Promise<boolean> => {
  if (port === storePort) return true // `stateOf` has just been served
  return (await list(port, "own"))?.status === 200
}
