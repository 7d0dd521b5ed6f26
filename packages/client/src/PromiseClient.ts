import type { VpceInfo } from "@codearts/api"
import { Cause, Effect, Exit, Redacted, Scope, Stream } from "effect"
import { type FindAccount, makeFindAccount } from "./accounts.ts"
import { type Client, make, type Options } from "./Client.ts"
import { deleteEntries } from "./deleteEntries.ts"
import { deleteEverything } from "./deleteEverything.ts"
import { listAcross } from "./listAcross.ts"
import { listAll } from "./listAll.ts"
import { type ListInput, listItems, listPages, type Page } from "./listPages.ts"
import { type FindProject, makeFindProject } from "./projects.ts"
import { readOutcomes } from "./readOutcomes.ts"

/** How one call is made. */
export interface CallOptions {
  /** Ends the call, its pauses included; a deletion that had gone out may still be carried out. */
  readonly signal?: AbortSignal
}

type Call<Input, Success> = (input: Input, options?: CallOptions) => Promise<Success>

type Promised<F> = F extends (input: infer Input) => Effect.Effect<infer Success, unknown>
  ? Call<Input, Success>
  : never

type PromisedAlone<F> =
  F extends Effect.Effect<infer Success, unknown>
    ? (options?: CallOptions) => Promise<Success>
    : never

type PromisedOf<F> = F extends (
  client: Client,
  input: infer Input
) => Effect.Effect<infer Success, unknown>
  ? Call<Input, Success>
  : never

/** The operations and what is made of them, as promises that reject with the same typed failures. */
export interface PromiseClient extends AsyncDisposable {
  readonly listVpcepAccessControlRecords: Promised<Client["listVpcepAccessControlRecords"]>
  readonly deleteVpcepAccessControlRecords: Promised<Client["deleteVpcepAccessControlRecords"]>
  readonly createToken: Promised<Client["createToken"]>
  readonly listProjects: Promised<Client["listProjects"]>
  readonly listAuthDomains: PromisedAlone<ReturnType<Client["listAuthDomains"]>>
  readonly showToken: Promised<Client["showToken"]>
  readonly createUser: Promised<Client["createUser"]>
  readonly listUsers: PromisedAlone<ReturnType<Client["listUsers"]>>
  /** The project of a region, looked up once. */
  readonly findProject: Promised<FindProject>
  /** The caller's account, whose `id` is the `enterprise_id` of its list, looked up once. */
  readonly findAccount: PromisedAlone<FindAccount>
  readonly listAll: PromisedOf<typeof listAll>
  readonly listAcross: PromisedOf<typeof listAcross>
  /** Asks for a page when it is wanted; leaving the loop ends it. */
  readonly listPages: (input: ListInput) => AsyncIterable<Page>
  /** Asks for a page when its entries are wanted; leaving the loop ends it. */
  readonly listItems: (input: ListInput) => AsyncIterable<VpceInfo>
  readonly deleteEntries: PromisedOf<typeof deleteEntries>
  readonly deleteEverything: PromisedOf<typeof deleteEverything>
  readonly readOutcomes: PromisedOf<typeof readOutcomes>
  /** Closes the connections; calls under way fail. */
  readonly close: () => Promise<void>
}

/** Keeps a secret from being printed: what credentials are made of. */
export const secret = (text: string): Redacted.Redacted => Redacted.make(text)

const run = async <A, E>(effect: Effect.Effect<A, E>, { signal }: CallOptions = {}): Promise<A> => {
  const exit = await Effect.runPromiseExit(effect, signal === undefined ? {} : { signal })
  if (Exit.isSuccess(exit)) return exit.value
  if (signal?.aborted === true && Cause.hasInterruptsOnly(exit.cause)) throw signal.reason
  throw Cause.squash(exit.cause)
}

const promised =
  <Input, A, E>(call: (input: Input) => Effect.Effect<A, E>): Call<Input, A> =>
  (input, options) =>
    run(call(input), options)

const promisedAlone =
  <A, E>(call: Effect.Effect<A, E>) =>
  (options?: CallOptions): Promise<A> =>
    run(call, options)

/** A client of its own pool, until it is closed. Rejects with what `make` fails with. */
export const connect = async (options: Options): Promise<PromiseClient> => {
  const scope = Effect.runSync(Scope.make())
  const client = await run(Scope.provide(make(options), scope))
  const findProject = Effect.runSync(makeFindProject(client))
  const findAccount = Effect.runSync(makeFindAccount(client))
  const close = () => run(Scope.close(scope, Exit.void))
  return {
    listVpcepAccessControlRecords: promised(client.listVpcepAccessControlRecords),
    deleteVpcepAccessControlRecords: promised(client.deleteVpcepAccessControlRecords),
    createToken: promised(client.createToken),
    listProjects: promised(client.listProjects),
    listAuthDomains: promisedAlone(client.listAuthDomains()),
    showToken: promised(client.showToken),
    createUser: promised(client.createUser),
    listUsers: promisedAlone(client.listUsers()),
    findProject: promised(findProject),
    findAccount: promisedAlone(findAccount),
    listAll: promised((input) => listAll(client, input)),
    listAcross: promised((input) => listAcross(client, input)),
    listPages: (input) => Stream.toAsyncIterable(listPages(client, input)),
    listItems: (input) => Stream.toAsyncIterable(listItems(client, input)),
    deleteEntries: promised((input) => deleteEntries(client, input)),
    deleteEverything: promised((input) => deleteEverything(client, input)),
    readOutcomes: promised((input) => readOutcomes(client, input)),
    close,
    [Symbol.asyncDispose]: close
  }
}
