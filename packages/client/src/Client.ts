import type { Input, OperationName, Success } from "@codearts/api"
import { type Array as Arr, Context, Effect, Layer, type Scope } from "effect"
import type { Dispatcher } from "undici"
import { type Authenticator, authenticator } from "./authenticate.ts"
import { call } from "./call.ts"
import type { CredentialChain } from "./credentials/chain.ts"
import { type Connection, type InvalidConnection, makePool } from "./connection.ts"
import type { Credentials } from "./credentials.ts"
import { readEndpoint, readPathPrefix } from "./endpoint.ts"
import type { Failure, InvalidEndpoint } from "./errors.ts"
import type { Proof, Refused } from "./Proof.ts"
import { wantsRightTime } from "./retry.ts"
import type { Route } from "./route.ts"
import { makeRetryBudget } from "./retryBudget.ts"
import { machineClock, makeServerClock, type ServerClock } from "./serverClock.ts"
import { parseSdkDate } from "@codearts/signing"
import { createToken, type IssuedToken } from "./tokens.ts"
import { largestAnswer } from "./transport.ts"
import { makeUnrepeated } from "./unrepeated.ts"

/** How a client is set up. */
export interface Options {
  /** Who calls, or where to find out: `defaultChain()`. */
  readonly credentials: Credentials | CredentialChain
  /** Region whose hosts serve operations that name no region themselves: those of identity. */
  readonly region: string
  /** Replaces the host of every call, never its region: `https://host` or, on this machine, `http://127.0.0.1:8080`. */
  readonly endpoint?: string
  /** Put before `/v2/vpceps`, as an older edition of the API has it. */
  readonly pathPrefix?: string
  /** For each call as a whole, in milliseconds; 30,000 by default. */
  readonly deadline?: number
  /** Bytes that an answer may have; 33,554,432 (32 MiB) by default. Over it there is `NoAnswer`, at once. */
  readonly maxAnswerSize?: number
  /** False to sign with the time of this machine, however wrong a server says it is. */
  readonly correctClock?: boolean
  /** Where an endpoint may be in plain http: on this machine alone, or, where a network is trusted, anywhere. */
  readonly plainHttp?: "loopback" | "anywhere"
  /** Whether calls are counted and timed, as metrics of Effect: `codearts_client_*`. Not by default. */
  readonly metrics?: boolean
  /** How to connect. */
  readonly connection?: Connection
  /** Carries the requests in place of a pool of the client's own, which is closed with its scope. */
  readonly dispatcher?: Dispatcher
}

type Delete = Input<"deleteVpcepAccessControlRecords">

/** Entries to delete: at least one, so that nothing can be left out by accident. */
export interface Deletion extends Omit<Delete, "vpceps"> {
  readonly vpceps: Arr.NonEmptyReadonlyArray<Delete["vpceps"][number]>
}

/** The operations, each an effect that is sent anew each time it runs. */
export interface Client {
  /** One page of the entries of a tenant, of every region. */
  readonly listVpcepAccessControlRecords: (
    input: Input<"listVpcepAccessControlRecords">
  ) => Effect.Effect<Success<"listVpcepAccessControlRecords">, Failure>
  /** Deletes all the entries named, in one region, or none, at most a hundred. It cannot be undone. */
  readonly deleteVpcepAccessControlRecords: (
    input: Deletion
  ) => Effect.Effect<Success<"deleteVpcepAccessControlRecords">, Failure>
  /** Exchanges a user's password for a token of 24 hours. */
  readonly createToken: (input: Input<"createToken">) => Effect.Effect<IssuedToken, Failure>
  /** The projects of the account. */
  readonly listProjects: (
    input: Input<"listProjects">
  ) => Effect.Effect<Success<"listProjects">, Failure>
  /** The caller's account, whose id is the `enterprise_id` of its list. */
  readonly listAuthDomains: () => Effect.Effect<Success<"listAuthDomains">, Failure>
  /** Whose a token is, what for and until when. */
  readonly showToken: (input: Input<"showToken">) => Effect.Effect<Success<"showToken">, Failure>
  /** Makes a user without permissions. A request that is signed needs a `domainId` in its credentials. */
  readonly createUser: (input: Input<"createUser">) => Effect.Effect<Success<"createUser">, Failure>
  /** The users of the account. */
  readonly listUsers: () => Effect.Effect<Success<"listUsers">, Failure>
}

/** Where a client's requests go; the pool is closed with the scope. */
export const readRoute = Effect.fnUntraced(function* (options: Omit<Options, "credentials">) {
  const { deadline = 30_000, endpoint, pathPrefix = "", plainHttp = "loopback", region } = options
  return {
    origin:
      endpoint === undefined
        ? undefined
        : yield* Effect.fromResult(readEndpoint(endpoint, plainHttp)),
    pathPrefix: yield* Effect.fromResult(readPathPrefix(pathPrefix)),
    dispatcher: options.dispatcher ?? (yield* makePool(options.connection ?? {})),
    region,
    deadline,
    maxAnswerSize: options.maxAnswerSize ?? largestAnswer,
    metrics: options.metrics ?? false,
    retries: makeRetryBudget(),
    unrepeated: makeUnrepeated()
  } satisfies Route
})

const signedAt = ({ proven }: Refused): number => {
  const date = proven.headers.find(([name]) => name === "x-sdk-date")?.[1] ?? ""
  return parseSdkDate(date)?.getTime() ?? Number.NaN
}

/** A signature refused for its time is corrected by the clock, all else by other credentials. */
const proofBy = ({ authenticate, renew }: Authenticator, clock: ServerClock): Proof => ({
  authenticate,
  renew: (refused) =>
    wantsRightTime(refused)
      ? clock.learn({
          answerDate: refused.answer?.header("date"),
          signedAt: signedAt(refused),
          sentAt: refused.sentAt,
          receivedAt: refused.receivedAt
        })
      : renew(refused.proven)
})

/** A client of its own pool, for as long as its scope lasts. */
export const make = Effect.fnUntraced(function* (
  options: Options
): Effect.fn.Return<Client, InvalidEndpoint | InvalidConnection, Scope.Scope> {
  const route = yield* readRoute(options)
  const clock = options.correctClock === false ? machineClock : makeServerClock()
  const proof = proofBy(yield* authenticator(options.credentials, route, clock), clock)
  const calling =
    <Name extends OperationName>(name: Name) =>
    (input: Input<Name>) =>
      Effect.map(call(name, input, route, proof), ({ value }) => value)
  return {
    listVpcepAccessControlRecords: calling("listVpcepAccessControlRecords"),
    deleteVpcepAccessControlRecords: calling("deleteVpcepAccessControlRecords"),
    createToken: (input) => createToken(input, route),
    listProjects: calling("listProjects"),
    listAuthDomains: () => calling("listAuthDomains")({}),
    showToken: calling("showToken"),
    createUser: calling("createUser"),
    listUsers: () => calling("listUsers")({})
  }
})

/** The client as a service. */
export class CodeArts extends Context.Service<CodeArts, Client>()("@codearts/client/CodeArts") {
  /** The service, set up once, its pool closed with the layer. */
  static readonly layer = (options: Options) => Layer.effect(CodeArts, make(options))
}
