export { type Client, CodeArts, type Failure, make, type Options } from "./Client.ts"
export type {
  AccessKeyCredentials,
  Credentials,
  PasswordCredentials,
  TokenCredentials
} from "./credentials.ts"
export { InvalidEndpoint, NoAnswer, UnreadableAnswer } from "./errors.ts"
export { type IssuedToken, NoToken } from "./tokens.ts"
