export { type Client, CodeArts, make, type Options } from "./Client.ts"
export type {
  AccessKeyCredentials,
  Credentials,
  PasswordCredentials,
  TokenCredentials
} from "./credentials.ts"
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
export { listItems, type ListInput, listPages, type Page } from "./listPages.ts"
export type { IssuedToken } from "./tokens.ts"
