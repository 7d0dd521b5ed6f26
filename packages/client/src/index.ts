export { type FindAccount, makeFindAccount, NoAccount } from "./accounts.ts"
export { type Attempt, attemptDeletion } from "./attemptDeletion.ts"
export { type Client, CodeArts, type Deletion, make, type Options } from "./Client.ts"
export { type Connection, InvalidConnection, makePool } from "./connection.ts"
export { type CredentialChain, credentialChain, type Searched } from "./credentials/chain.ts"
export { type Argv, command } from "./credentials/command.ts"
export {
  credentialVariables,
  defaultChain,
  localSources,
  type Surroundings
} from "./credentials/defaultChain.ts"
export type { Environment } from "./credentials/environment.ts"
export { metadata } from "./credentials/metadata.ts"
export { NoCredentials, type Tried } from "./credentials/NoCredentials.ts"
export type { Keyring } from "./credentials/keyring.ts"
export { type Profile, readProfile } from "./credentials/profile.ts"
export type { ProfileSettings } from "./credentials/profileFiles.ts"
export { type Found, type Source, Unusable } from "./credentials/Source.ts"
export type {
  AccessKeyCredentials,
  Credentials,
  PasswordCredentials,
  TokenCredentials
} from "./credentials.ts"
export { deleteEntries, type Deleter } from "./deleteEntries.ts"
export { deleteEverything, type Everything } from "./deleteEverything.ts"
export { withDeletionPlan } from "./deletionPlan.ts"
export type {
  DeletionItem,
  DeletionOutcome,
  DeletionResult,
  EntriesToDelete,
  Outcome
} from "./DeletionResult.ts"
export {
  type Failure,
  InvalidEndpoint,
  NoAnswer,
  NoToken,
  OutcomeUnknown,
  UnreadableAnswer
} from "./errors.ts"
export { IncompleteListing } from "./IncompleteListing.ts"
export { type AcrossInput, listAcross, type TenantVpceInfo } from "./listAcross.ts"
export { listAll } from "./listAll.ts"
export { type Lister, listItems, type ListInput, listPages, type Page } from "./listPages.ts"
export { type Named, readOutcomes } from "./readOutcomes.ts"
export { withRequestIds } from "./requestIds.ts"
export { passwordTokens } from "./passwordTokens.ts"
export type { Renewing } from "./renewing.ts"
export { type FindProject, makeFindProject, NoProject } from "./projects.ts"
export { type IssuedToken, passwordInput } from "./tokens.ts"
