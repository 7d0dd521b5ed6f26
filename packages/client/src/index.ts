export { type Client, CodeArts, make, type Options } from "./Client.ts"
export { type CredentialChain, credentialChain, type Searched } from "./credentials/chain.ts"
export { type Argv, command } from "./credentials/command.ts"
export { defaultChain, localSources, type Surroundings } from "./credentials/defaultChain.ts"
export type { Environment } from "./credentials/environment.ts"
export { metadata } from "./credentials/metadata.ts"
export { NoCredentials, type Tried } from "./credentials/NoCredentials.ts"
export { type Profile, type ProfileSettings, readProfile } from "./credentials/profile.ts"
export { type Found, type Source, Unusable } from "./credentials/Source.ts"
export type {
  AccessKeyCredentials,
  Credentials,
  PasswordCredentials,
  TokenCredentials
} from "./credentials.ts"
export { type Failure, InvalidEndpoint, NoAnswer, NoToken, UnreadableAnswer } from "./errors.ts"
export { IncompleteList, listAll } from "./listAll.ts"
export { type FindProject, makeFindProject, NoProject } from "./projects.ts"
export type { IssuedToken } from "./tokens.ts"
