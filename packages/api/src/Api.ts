import { HttpApi, OpenApi } from "effect/http-api"
import { Iam } from "./Iam.ts"
import { Vpcep } from "./Vpcep.ts"

/** CodeArts access control, and the identity operations it needs. */
export const Api = HttpApi.make("codearts")
  .add(Vpcep, Iam)
  .annotate(OpenApi.Title, "CodeArts access control")
  .annotate(OpenApi.Version, "2026-05-25")

/** Every operation, by name. */
export const operations = { ...Vpcep.endpoints, ...Iam.endpoints }

/** The name of an operation: the vendor's own. */
export type OperationName = keyof typeof operations
