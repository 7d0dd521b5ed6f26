import type { Schema } from "effect"
import { HttpApiSchema } from "effect/http-api"
import { ErrorBody } from "./errorBody.ts"

/** The error answers of an operation, all of one shape. */
export const refusedWith = (...statuses: ReadonlyArray<number>): ReadonlyArray<Schema.Top> =>
  statuses.map((status) => ErrorBody.pipe(HttpApiSchema.status(status)))
