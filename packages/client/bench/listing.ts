import { Effect } from "effect"
import { type Client, listAll } from "../src/index.ts"
import { takeTurns, wallTime } from "./measure.ts"

type Asked = Parameters<Client["listVpcepAccessControlRecords"]>[0]

/** `listAll` over so many entries beside the very requests it makes, alone: times in milliseconds. */
export const measureListing = async (client: Client, entries: number, rounds: number) => {
  const input = { region: "ap-southeast-3", enterprise_id: `entries-${entries}` }
  const requests: Array<Asked> = []
  const recording = {
    listVpcepAccessControlRecords: (asked: Asked) => {
      requests.push(asked)
      return client.listVpcepAccessControlRecords(asked)
    }
  }
  const found = await Effect.runPromise(listAll(recording, input))
  if (found.data.vpceps.length !== entries)
    throw new Error("listAll read another number of entries")
  const whole = () => Effect.runPromise(listAll(client, input))
  const bare = () =>
    Effect.runPromise(Effect.forEach(requests, client.listVpcepAccessControlRecords))
  const times = await takeTurns([whole, bare], rounds, wallTime)
  const milliseconds = (work: typeof whole | typeof bare) => (times.get(work) ?? Number.NaN) / 1000
  return { requests: requests.length, whole: milliseconds(whole), bare: milliseconds(bare) }
}
