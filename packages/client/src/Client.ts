import type { ApiError, Input, InvalidRequest, Success } from "@codearts/api"
import { Context, Effect, Layer, Result, type Scope } from "effect"
import { Agent, type Dispatcher } from "undici"
import { signed, withToken } from "./authenticate.ts"
import { type Authenticate, call, type Route } from "./call.ts"
import type { Credentials } from "./credentials.ts"
import { readEndpoint } from "./endpoint.ts"
import type { InvalidEndpoint, NoAnswer, UnreadableAnswer } from "./errors.ts"
import { createToken, type IssuedToken, makeTokens, type NoToken } from "./tokens.ts"

/** How a call can fail. */
export type Failure = InvalidRequest | ApiError | NoAnswer | UnreadableAnswer | NoToken

/** How a client is set up. */
export interface Options {
  readonly credentials: Credentials
  /** Region whose hosts serve the identity operations, and of the token of a password. */
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

const pool = Effect.acquireRelease(
  Effect.sync(() => new Agent({ connect: { timeout: 3000 } })),
  (agent) => Effect.promise(() => agent.destroy())
)

const authenticator = (
  credentials: Credentials,
  route: Route
): Effect.Effect<Authenticate<Failure>> => {
  switch (credentials._tag) {
    case "AccessKey":
      return Effect.succeed((request) => signed(request, credentials))
    case "Token":
      return Effect.succeed((request) => Effect.succeed(withToken(request, credentials)))
    case "Password":
      return Effect.map(
        makeTokens(credentials, route),
        (tokens): Authenticate<Failure> =>
          (request) =>
            Effect.map(tokens(credentials.projectName ?? route.region), (token) =>
              withToken(request, { _tag: "Token", token })
            )
      )
  }
}

/** A client of its own pool, for as long as its scope lasts. */
export const make = (
  options: Options
): Effect.Effect<Client, InvalidEndpoint, Scope.Scope> =>
  Effect.gen(function* () {
    const origin =
      options.endpoint === undefined
        ? Result.succeed(undefined)
        : readEndpoint(options.endpoint)
    const route: Route = {
      dispatcher: options.dispatcher ?? (yield* pool),
      region: options.region,
      deadline: options.deadline ?? 30_000,
      ...definedOrigin(yield* Effect.fromResult(origin)),
      ...(options.pathPrefix !== undefined && { pathPrefix: options.pathPrefix })
    }
    const authenticate = yield* authenticator(options.credentials, route)
    const value = <A>({ value }: { readonly value: A }) => value
    return {
      listVpcepAccessControlRecords: (input) =>
        Effect.map(call("listVpcepAccessControlRecords", input, route, authenticate), value),
      deleteVpcepAccessControlRecords: (input) =>
        Effect.map(call("deleteVpcepAccessControlRecords", input, route, authenticate), value),
      createToken: (input) => createToken(input, route),
      listProjects: (input) => Effect.map(call("listProjects", input, route, authenticate), value)
    }
  })

const definedOrigin = (origin: string | undefined) => (origin === undefined ? {} : { origin })

/** The client as a service. */
export class CodeArts extends Context.Service<CodeArts, Client>()("@codearts/client/CodeArts") {
  /** The service, set up once, its pool closed with the layer. */
  static readonly layer = (options: Options) => Layer.effect(CodeArts, make(options))
}
