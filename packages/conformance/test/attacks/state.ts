import { signedFetch } from "@codearts/signing"
import type { Door } from "./doors.ts"
import { region, tenants, witnesses } from "./world.ts"

/** The entries of both tenants, as they are listed. */
export type State = Readonly<Record<keyof typeof tenants, string>>

const list = (port: number, tenant: keyof typeof tenants) => {
  const target = `/v2/vpceps?enterprise_id=${tenants[tenant]}&limit=100`
  const headers = { region }
  return signedFetch(witnesses[tenant])(`http://127.0.0.1:${port}${target}`, { headers })
}

const entries = async (port: number, tenant: keyof typeof tenants) => {
  const response = await list(port, tenant)
  const text = await response.text()
  if (response.status !== 200) throw new Error(`The entries of ${tenant} cannot be read: ${text}`)
  return text
}

/** What is there now, asked of the store's own server. */
export const stateOf = async ({ storePort }: Door): Promise<State> => {
  const [own, other] = await Promise.all([entries(storePort, "own"), entries(storePort, "other")])
  return { own, other }
}

/** Whether an honest request is served at the door. */
export const isServing = async ({ port, storePort }: Door): Promise<boolean> => {
  if (port === storePort) return true // `stateOf` has just been served
  const response = await list(port, "own")
  await response.text()
  return response.status === 200
}
