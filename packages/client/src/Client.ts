import type { Input, OperationName, Success } from "@codearts/api"
import { Context, Effect, Layer, type Scope } from "effect"
import { Agent, type Dispatcher } from "undici"
import { authenticator } from "./authenticate.ts"
import { call } from "./call.ts"
import type { Credentials } from "./credentials.ts"
import { readEndpoint, readPathPrefix } from "./endpoint.ts"
import type { Failure, InvalidEndpoint } from "./errors.ts"
import type { Route } from "./route.ts"
import { createToken, type IssuedToken } from "./tokens.ts"

/** How a client is set up. */
export interface Options {
  readonly credentials: Credentials
  /** Region whose hosts serve operations that name no region themselves: those of identity. */
  readonly region: string
  /** Replaces the host of every call, never its region: `https://host` or, on this machine, `http://127.0.0.1:8080`. */
  readonly endpoint?: string
  /** Put before `/v2/vpceps`, as an older edition of the API has it. */
  readonly pathPrefix?: string
  /** For each call as a whole, in milliseconds; 30,000 by default. */
  readonly deadline?: number
  /** Carries the requests; by default a pool of the client's own, closed with its scope. */
  readonly dispatcher?: Dispatcher
}

/** The operations, each an effect that is sent anew each time it runs. */
export interface Client {
  /** One page of the entries of a tenant, of every region. */
  readonly listVpcepAccessControlRecords: (
    input: Input<"listVpcepAccessControlRecords">
  ) => Effect.Effect<Success<"listVpcepAccessControlRecords">, Failure>
  /** Deletes all the entries named, in one region, or none. It cannot be undone, and an empty list is never sent. */
  readonly deleteVpcepAccessControlRecords: (
    input: Input<"deleteVpcepAccessControlRecords">
  ) => Effect.Effect<Success<"deleteVpcepAccessControlRecords">, Failure>
  /** Exchanges a user's password for a token of 24 hours. */
  readonly createToken: (input: Input<"createToken">) => Effect.Effect<IssuedToken, Failure>
  /** The projects of the account. */
  readonly listProjects: (
    input: Input<"listProjects">
  ) => Effect.Effect<Success<"listProjects">, Failure>
}

// The deadline of a call is the one clock, and HTTP/1.1 what the documents speak of.
const settings = {
  allowH2: false,
  bodyTimeout: 0,
  connect: { timeout: 3000 },
  headersTimeout: 0
}

/** A pool as each client has one; closed with its scope. */
export const pool = Effect.acquireRelease(
  Effect.sync(() => new Agent(settings)),
  (agent) => Effect.promise(() => agent.destroy())
)

const readRoute = Effect.fnUntraced(function* (options: Options) {
  const { deadline = 30_000, endpoint, pathPrefix = "", region } = options
  return {
    origin: endpoint === undefined ? undefined : yield* Effect.fromResult(readEndpoint(endpoint)),
    pathPrefix: yield* Effect.fromResult(readPathPrefix(pathPrefix)),
    dispatcher: options.dispatcher ?? (yield* pool),
    region,
    deadline
  } satisfies Route
})

/** A client of its own pool, for as long as its scope lasts. */
export const make = Effect.fnUntraced(function* (
  options: Options
): Effect.fn.Return<Client, InvalidEndpoint, Scope.Scope> {
  const route = yield* readRoute(options)
  const authenticate = yield* authenticator(options.credentials, route)
  const calling =
    <Name extends OperationName>(name: Name) =>
    (input: Input<Name>) =>
      Effect.map(call(name, input, route, authenticate), ({ value }) => value)
  return {
    listVpcepAccessControlRecords: calling("listVpcepAccessControlRecords"),
    deleteVpcepAccessControlRecords: calling("deleteVpcepAccessControlRecords"),
    createToken: (input) => createToken(input, route),
    listProjects: calling("listProjects")
  }
})

/** The client as a service. */
export class CodeArts extends Context.Service<CodeArts, Client>()("@codearts/client/CodeArts") {
  /** The service, set up once, its pool closed with the layer. */
  static readonly layer = (options: Options) => Layer.effect(CodeArts, make(options))
}
