import { type OperationName, route } from "@codearts/api"
import type { Handler, ReceivedRequest, Sink } from "@codearts/ingress"

/** What requests are counted as: never by anything that a caller chooses freely. */
type Kind = OperationName | "other"

/** Upper ends of the buckets, in seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const

interface Times {
  readonly counts: Array<number>
  sum: number
  count: number
}

/** A number that is read when it is asked for. */
export interface Gauge {
  readonly name: string
  readonly help: string
  readonly type: "counter" | "gauge"
  readonly read: () => number
}

/** What is counted of a gateway. */
export interface Metrics {
  /** The same handler, counted and timed. */
  readonly observed: (handler: Handler) => Handler
  /** In the text format of Prometheus. */
  readonly text: () => string
}

/** The operation that a request is for. */
export const kindOf = ({ method, path }: ReceivedRequest): Kind => {
  const found = route(method, path)
  return found._tag === "Operation" ? found.operation.name : "other"
}

/** The status by which a request ended; 499 where its caller left, 0 where an answer was cut. */
interface Ended {
  status: number
}

const watched = (sink: Sink, ended: Ended): Sink => ({
  ...sink,
  start: (status, headers) => {
    ended.status = status
    sink.start(status, headers)
  }
})

const lines = (name: string, help: string, type: string, samples: ReadonlyArray<string>) =>
  [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples].join("\n")

const plain = ({ help, name, read, type }: Gauge) => lines(name, help, type, [`${name} ${read()}`])

const ofProcess: ReadonlyArray<Gauge> = [
  {
    name: "process_resident_memory_bytes",
    help: "Memory of the process.",
    type: "gauge",
    read: () => process.memoryUsage.rss()
  },
  {
    name: "process_cpu_seconds_total",
    help: "CPU time of the process.",
    type: "counter",
    read: () => {
      const { system, user } = process.cpuUsage()
      return (system + user) / 1e6
    }
  }
]

/** Counters that begin at zero; `gauges` are read beside them. */
export const makeMetrics = (gauges: ReadonlyArray<Gauge> = []): Metrics => {
  const requests = new Map<Kind, Map<number, number>>()
  const times = new Map<Kind, Times>()
  let underWay = 0

  const count = (kind: Kind, status: number) => {
    const ofKind = requests.get(kind) ?? new Map<number, number>()
    requests.set(kind, ofKind.set(status, (ofKind.get(status) ?? 0) + 1))
  }
  const time = (kind: Kind, seconds: number) => {
    const known = times.get(kind) ?? { counts: buckets.map(() => 0), sum: 0, count: 0 }
    times.set(kind, known)
    known.sum += seconds
    known.count += 1
    const at = buckets.findIndex((end) => seconds <= end)
    if (at >= 0) known.counts[at] = (known.counts[at] ?? 0) + 1
  }
  const observed =
    (handler: Handler): Handler =>
    async (request, sink) => {
      const started = performance.now()
      const ended: Ended = { status: 0 }
      underWay += 1
      try {
        const answer = await handler(request, watched(sink, ended))
        if (answer !== undefined) ended.status = answer.status
        return answer
      } catch (defect) {
        ended.status = request.signal.aborted ? 499 : 0
        throw defect
      } finally {
        underWay -= 1
        const kind = kindOf(request)
        count(kind, ended.status)
        time(kind, (performance.now() - started) / 1000)
      }
    }

  const requestLines = () =>
    [...requests].flatMap(([kind, statuses]) =>
      [...statuses].map(
        ([status, number]) =>
          `codearts_gateway_requests_total{operation="${kind}",status="${status}"} ${number}`
      )
    )
  const timeLines = () =>
    [...times].flatMap(([kind, { count: all, counts, sum }]) => {
      const name = "codearts_gateway_request_seconds"
      let below = 0
      const inBuckets = buckets.map((end, index) => {
        below += counts[index] ?? 0
        return `${name}_bucket{operation="${kind}",le="${end}"} ${below}`
      })
      return [
        ...inBuckets,
        `${name}_bucket{operation="${kind}",le="+Inf"} ${all}`,
        `${name}_sum{operation="${kind}"} ${sum}`,
        `${name}_count{operation="${kind}"} ${all}`
      ]
    })
  const ours: Gauge = {
    name: "codearts_gateway_requests_under_way",
    help: "Requests that are not answered yet.",
    type: "gauge",
    read: () => underWay
  }
  const text = () =>
    [
      lines(
        "codearts_gateway_requests_total",
        "Requests by operation and status; 499 where the caller left, 0 where an answer was cut.",
        "counter",
        requestLines()
      ),
      lines(
        "codearts_gateway_request_seconds",
        "Time until the last byte was passed back, by operation.",
        "histogram",
        timeLines()
      ),
      ...[ours, ...gauges, ...ofProcess].map(plain),
      ""
    ].join("\n")
  return { observed, text }
}
