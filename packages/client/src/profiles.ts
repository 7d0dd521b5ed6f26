export { changeProfiles, type Edit } from "./credentials/changeProfiles.ts"
export { readEndpoint } from "./endpoint.ts"
export { type HcloudProfile, readHcloudProfiles } from "./credentials/hcloudFile.ts"
export { type Keyring, keyringAccount, systemKeyring } from "./credentials/keyring.ts"
export { namedProfile, profileIn } from "./credentials/profile.ts"
export {
  profileDirectory,
  type ProfileFiles,
  type ProfileSettings,
  readProfileFiles
} from "./credentials/profileFiles.ts"
export { readSdkProfile } from "./credentials/sdkFile.ts"
export { Unusable } from "./credentials/Source.ts"
export { readWritten, type WrittenCredentials } from "./credentials/writtenCredentials.ts"
