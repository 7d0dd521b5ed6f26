import { Effect } from "effect"
import { Agent, type Dispatcher, request } from "undici"

/** A request to a service that hands out credentials. */
export interface Asked {
  readonly method: "GET" | "POST" | "PUT"
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What it answered. */
export interface Answered {
  readonly status: number
  readonly header: (name: string) => string | undefined
  readonly text: string
}

/** How requests travel, and how long the answer may take in milliseconds. */
export interface Passage {
  /** By default a connection of its own: a proxy is not for addresses of this machine. */
  readonly dispatcher?: Dispatcher
  readonly deadline: number
}

// Far over any credentials.
const largest = 1_048_576

const readText = async (body: AsyncIterable<Buffer>) => {
  const chunks: Array<Buffer> = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > largest) throw new Error("the answer is over 1 MiB")
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString("utf8")
}

// The code alone: a message may repeat what was sent.
const reasonOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return "it could not be asked"
  return "code" in cause ? String(cause.code) : cause.name
}

const exchange = ({ url, ...asked }: Asked, dispatcher: Dispatcher) =>
  Effect.tryPromise({
    try: async (signal): Promise<Answered> => {
      const { body, headers, statusCode } = await request(url, { ...asked, dispatcher, signal })
      const header = (name: string) => {
        const value = headers[name]
        return Array.isArray(value) ? value[0] : value
      }
      return { status: statusCode, header, text: await readText(body) }
    },
    catch: reasonOf
  })

const ownConnection = <A, E>(use: (agent: Agent) => Effect.Effect<A, E>) =>
  Effect.acquireUseRelease(
    Effect.sync(() => new Agent()),
    use,
    (agent) => Effect.promise(() => agent.destroy())
  )

/** Asks once and follows no redirect; the failure says why there was no answer, and no secret. */
export const ask = (
  asked: Asked,
  { deadline, dispatcher }: Passage
): Effect.Effect<Answered, string> =>
  (dispatcher === undefined
    ? ownConnection((agent) => exchange(asked, agent))
    : exchange(asked, dispatcher)
  ).pipe(
    Effect.timeoutOrElse({
      duration: deadline,
      orElse: () => Effect.fail(`no answer within ${deadline} ms`)
    })
  )
