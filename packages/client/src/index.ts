export { type Client, CodeArts, type Deletion, make, type Options } from "./Client.ts"
export { type Connection, InvalidConnection } from "./connection.ts"
export type {
  AccessKeyCredentials,
  Credentials,
  PasswordCredentials,
  TokenCredentials
} from "./credentials.ts"
export {
  deleteEntries,
  type Deleter,
  type DeletionItem,
  type EntriesToDelete
} from "./deleteEntries.ts"
export { deleteEverything, type Everything } from "./deleteEverything.ts"
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
export { type AcrossInput, listAcross, type TenantVpceInfo } from "./listAcross.ts"
export { listAll } from "./listAll.ts"
export { type Lister, listItems, type ListInput, listPages, type Page } from "./listPages.ts"
export { type Named, readOutcomes } from "./readOutcomes.ts"
export type { IssuedToken } from "./tokens.ts"
