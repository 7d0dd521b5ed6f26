// A process of its own, with --expose-gc: what the heap holds after so many calls, told to the parent.
import { contenders } from "./contenders.ts"
import { callOften } from "./measure.ts"

const [endpoint = "", most = "100000"] = process.argv.slice(2)
const ours = (await contenders(endpoint)).find(({ name }) => name === "@codearts/client")
if (ours === undefined || globalThis.gc === undefined) throw new Error("nothing to measure")

const heapNow = () => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

const step = Number(most) / 4
const heap = new Map<number, number>()
for (let calls = step; calls <= Number(most); calls += step) {
  await callOften(ours.call, 16, step)
  heap.set(calls, heapNow())
}
process.send?.([...heap], () => process.exit())
