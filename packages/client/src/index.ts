export { type Client, CodeArts, make, type Options, pool } from "./Client.ts"
export type {
  AccessKeyCredentials,
  Credentials,
  PasswordCredentials,
  TokenCredentials
} from "./credentials.ts"
export { type Failure, InvalidEndpoint, NoAnswer, NoToken, UnreadableAnswer } from "./errors.ts"
export { IncompleteList, listAll } from "./listAll.ts"
export type { IssuedToken } from "./tokens.ts"
