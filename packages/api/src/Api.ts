import { HttpApi, OpenApi } from "effect/http-api"
import { Iam } from "./Iam.ts"
import { Vpcep } from "./Vpcep.ts"

/** CodeArts access control, and the identity operations it needs. */
export const Api = HttpApi.make("codearts")
  .add(Vpcep, Iam)
  .annotate(OpenApi.Title, "CodeArts access control")
  .annotate(OpenApi.Version, "2026-05-25")
  .annotate(
    OpenApi.Description,
    "Which VPC endpoints may reach a CodeArts tenant over private networks: list them, and delete those that should not. There is no operation to add one. An unofficial description, not affiliated with Huawei."
  )
  .annotate(OpenApi.License, { name: "Apache License 2.0", identifier: "Apache-2.0" })

/** Every operation, by name. */
export const operations = { ...Vpcep.endpoints, ...Iam.endpoints }

/** The name of an operation: the vendor's own. */
export type OperationName = keyof typeof operations
