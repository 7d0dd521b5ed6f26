import autocannon from "autocannon"
import type { Case } from "./cases.ts"

/** What a server did under load. */
export interface Load {
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly perSecond: number
  readonly requests: number
}

const connections = 4
const seconds = 3

const percentile = (sorted: ReadonlyArray<number>, share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

/** Asks a server over a few connections, and fails when it does not answer as it should. */
export const load = ({ amount, name, request }: Case, url: string): Promise<Load> =>
  new Promise((resolve, reject) => {
    const times: Array<number> = []
    const started = performance.now()
    const instance = autocannon(
      {
        url,
        connections,
        ...(amount === undefined ? { duration: seconds } : { amount }),
        requests: [{ setupRequest: (base) => ({ ...base, ...request(url) }) }]
      },
      (error, { errors, non2xx }) => {
        if (error !== null || errors + non2xx > 0)
          return reject(error ?? new Error(`${name}: ${errors} errors, ${non2xx} refusals`))
        const sorted = times.toSorted((a, b) => a - b)
        const elapsed = (performance.now() - started) / 1000
        resolve({
          p50: percentile(sorted, 0.5),
          p99: percentile(sorted, 0.99),
          perSecond: times.length / elapsed,
          requests: times.length
        })
      }
    )
    instance.on("response", (_client, _status, _bytes, time: number) => void times.push(time))
  })
