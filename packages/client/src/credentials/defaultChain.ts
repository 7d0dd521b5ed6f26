import { homedir } from "node:os"
import type { Dispatcher } from "undici"
import { type CredentialChain, credentialChain } from "./chain.ts"
import { type Environment, sdkEnvironment, terraformEnvironment } from "./environment.ts"
import { hcloudFile } from "./hcloudFile.ts"
import { idToken } from "./idToken.ts"
import type { Keyring } from "./keyring.ts"
import { metadata } from "./metadata.ts"
import { podIdentity } from "./podIdentity.ts"
import { profile } from "./profile.ts"
import { sdkFile } from "./sdkFile.ts"
import type { Source } from "./Source.ts"

/** What the sources are found by. */
export interface Surroundings {
  /** By default that of the process. */
  readonly environment?: Environment
  /** Directory with the files of other tools; by default the user's own. */
  readonly home?: string
  /** Carries the exchange of an id token, which may need a proxy. */
  readonly dispatcher?: Dispatcher
  /** Origin of the metadata service; by default that of every server of the cloud. */
  readonly metadata?: string
  /** Keeps the secrets of profiles that say so; by default that of the system. */
  readonly keyring?: Keyring
}

/** Every variable that a source reads: what `environment` has to hold where it is not the process's own. */
export const credentialVariables: ReadonlyArray<string> = [
  "HUAWEICLOUD_SDK_IDP_ID",
  "HUAWEICLOUD_SDK_ID_TOKEN_FILE",
  "HUAWEICLOUD_SDK_IAM_ENDPOINT",
  "HUAWEICLOUD_SDK_AK",
  "HUAWEICLOUD_SDK_SK",
  "HUAWEICLOUD_SDK_SECURITY_TOKEN",
  "HUAWEICLOUD_SDK_PROJECT_ID",
  "HUAWEICLOUD_SDK_DOMAIN_ID",
  "HUAWEICLOUD_SDK_CREDENTIALS_FILE",
  "HW_AUTH_TOKEN",
  "HW_ACCESS_KEY",
  "HW_SECRET_KEY",
  "HW_SECURITY_TOKEN",
  "HW_PROJECT_ID",
  "HW_DOMAIN_ID",
  "HW_USER_NAME",
  "HW_DOMAIN_NAME",
  "HW_USER_PASSWORD",
  "HW_PROJECT_NAME",
  "XDG_CONFIG_HOME",
  "CODEARTS_PROFILE",
  "HC_CONTAINER_CREDENTIALS_FULL_URI",
  "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE"
]

/** Every source that lies on this machine, in the order in which they are asked. */
export const localSources = ({
  dispatcher,
  environment = process.env,
  home = homedir(),
  keyring
}: Surroundings = {}): ReadonlyArray<Source> => [
  // As in the official SDKs, before an access key in the same environment.
  idToken(environment, dispatcher),
  sdkEnvironment(environment),
  terraformEnvironment(environment),
  profile(environment, home, keyring),
  sdkFile(environment, home, dispatcher),
  hcloudFile(home),
  // Before the server's own: a pod is given less than the node it runs on.
  podIdentity(environment)
]

/** Every source there is. The metadata of a server is last, for elsewhere it has to be waited for. */
export const defaultChain = (surroundings: Surroundings = {}): CredentialChain =>
  credentialChain([...localSources(surroundings), metadata(surroundings.metadata)])
