export {
  type AdminClient,
  adminClient,
  type AdminClientOptions,
  AdminError,
  type AdminFailure,
  NoAdminAnswer
} from "./client.ts"
export {
  type AdminInput,
  type AdminOperationName,
  adminOperations,
  type AdminOutput
} from "./contract.ts"
