export {
  type AdminClient,
  adminClient,
  type AdminClientOptions,
  AdminError,
  type AdminFailure,
  AdminTokenRefused,
  NoAdminAnswer
} from "./client.ts"
export {
  type AdminInput,
  type AdminOperationName,
  adminOperations,
  type AdminOutput
} from "./contract.ts"
