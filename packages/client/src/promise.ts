export { NoAccount } from "./accounts.ts"
export type { Deletion, Options } from "./Client.ts"
export { type Connection, InvalidConnection } from "./connection.ts"
export { type CredentialChain, credentialChain } from "./credentials/chain.ts"
export { type Argv, command } from "./credentials/command.ts"
export { defaultChain, localSources, type Surroundings } from "./credentials/defaultChain.ts"
export { NoCredentials } from "./credentials/NoCredentials.ts"
export type {
  AccessKeyCredentials,
  Credentials,
  PasswordCredentials,
  TokenCredentials
} from "./credentials.ts"
export type { DeletionOutcome, DeletionResult, Outcome } from "./DeletionResult.ts"
export {
  type Failure,
  InvalidEndpoint,
  NoAnswer,
  NoToken,
  OutcomeUnknown,
  UnreadableAnswer
} from "./errors.ts"
export { IncompleteListing } from "./IncompleteListing.ts"
export { NoProject } from "./projects.ts"
export { type CallOptions, connect, type PromiseClient, secret } from "./PromiseClient.ts"
