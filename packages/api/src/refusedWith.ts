import { Schema } from "effect"
import { HttpApiSchema } from "effect/http-api"
import { ErrorBody } from "./errorBody.ts"

const meanings = {
  400: "A rule of the request is broken.",
  401: "Not authenticated, or not permitted: this API answers 401 for both.",
  403: "Understood and refused.",
  404: "No such entry, or no such address.",
  405: "The address exists, this method does not.",
  409: "In conflict with the present state, or submitted before.",
  413: "The body is over 12 MB.",
  415: "The body is not application/json.",
  429: "Too many requests, or a locked account.",
  500: "The server failed."
}

/** The refusals of an operation by status, all of one shape: by default the data plane's. */
export const refusedWith = (
  statuses: ReadonlyArray<keyof typeof meanings>,
  body: Schema.Top = ErrorBody
): ReadonlyArray<Schema.Top> =>
  statuses.map((status) =>
    // Annotated itself, the body would be another component of the OpenAPI document for each status.
    Schema.suspend(() => body)
      .annotate({ description: meanings[status] })
      .pipe(HttpApiSchema.status(status))
  )
