import { refuse } from "@codearts/admission"
import { header } from "@codearts/ingress"
import { Effect } from "effect"
import { Agent } from "undici"
import type { Directory } from "./callers/Directory.ts"
import { identifier } from "./callers/identify.ts"
import type { KnownCaller } from "./callers/KnownCaller.ts"
import type { OwnCredentials } from "./credentials/OwnCredentials.ts"
import { listerUnderOwn, underOwn } from "./credentials/underOwn.ts"
import { lister } from "./deletion/lister.ts"
import { makeTokens } from "./tokens/Tokens.ts"
import type { Upstream } from "./Upstream.ts"

/** What the upstream gets of time, in milliseconds, and of connections. */
export interface Limits {
  /** For a connection. */
  readonly connect: number
  /** For a request, until the last byte of its answer has been passed back. */
  readonly deadline: number
  /** At one time; further requests wait. */
  readonly connections: number
}

const defaultLimits: Limits = { connect: 3000, deadline: 30_000, connections: 64 }

/** Where a remote upstream is, who may use it, and what the gateway is known by there. */
export interface RemoteOptions {
  /** One for every region, or one each; of a region that is not there nothing is passed on. */
  readonly origin: string | ReadonlyMap<string, string>
  readonly credentials: OwnCredentials
  /** Who may call now; asked for each request. */
  readonly callers: () => Directory
  readonly limits?: Partial<Limits>
}

/** The cloud, or another gateway, at a URL or at one of each region; requests go on under the gateway's own credentials. */
export const remote = Effect.fnUntraced(function* ({
  callers,
  credentials,
  origin,
  ...options
}: RemoteOptions) {
  const limits = { ...defaultLimits, ...options.limits }
  const agent = yield* Effect.acquireRelease(
    Effect.sync(
      () => new Agent({ connections: limits.connections, connect: { timeout: limits.connect } })
    ),
    (opened) => Effect.promise(() => opened.destroy())
  )
  const originOf = (region: string) => (typeof origin === "string" ? origin : origin.get(region))
  const { deadline } = limits
  const tokens = makeTokens(callers)
  const upstream: Upstream<KnownCaller> = {
    name: typeof origin === "string" ? origin : `regions ${[...origin.keys()].join(", ")}`,
    dispatcher: agent,
    originOf,
    deadline,
    lookUp: Effect.void,
    identify: identifier(callers, tokens.find),
    issueToken: tokens.issue,
    policyOf: (caller) => caller,
    principalOf: ({ principal }) => principal,
    // Under the gateway's own key another account might be meant than the caller has in mind.
    tenantOf: () => undefined,
    listerFor: (region, _, received) => {
      const at = originOf(region)
      return at === undefined
        ? Effect.fail(refuse("UC.00011002", 400, `region: nothing is passed on to ${region}`))
        : Effect.succeed(
            listerUnderOwn(credentials, region, received, ({ forClient }) =>
              lister({ dispatcher: agent, origin: at, region, deadline }, forClient(received))
            )
          )
    },
    serves: ({ group }) => group === "vpcep",
    send: (request, { received, sink }, pass) =>
      underOwn(credentials, header(received, "region") ?? "", request, sink, pass)
  }
  return upstream
})
