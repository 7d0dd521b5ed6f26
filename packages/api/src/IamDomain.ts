import { Schema } from "effect"
import { HttpApiEndpoint, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { links } from "./iamFields.ts"
import { open } from "./open.ts"
import { refusedWith } from "./refusedWith.ts"

/** An account, whose id is the `enterprise_id` of its list. Section 6.4 shows it on the console only. */
export const AuthDomain = open({
  id: Schema.String.annotate({ description: "Id of the account, which is its enterprise_id." }),
  name: Schema.String.annotate({ description: "Name of the account." }),
  enabled: Schema.optionalKey(Schema.Boolean.annotate({ description: "Whether it may be used." })),
  description: Schema.optionalKey(
    Schema.NullOr(Schema.String).annotate({ description: "What people wrote beside it." })
  ),
  links
}).annotate({ identifier: "AuthDomain" })

/** One account. */
export type AuthDomain = typeof AuthDomain.Type

export const listAuthDomains = HttpApiEndpoint.get("listAuthDomains", "/v3/auth/domains", {
  disableCodecs: true,
  success: open({ domains: Schema.Array(AuthDomain), links }).annotate({
    identifier: "AuthDomains",
    description: "The accounts the caller may act for."
  }),
  error: refusedWith()
})
  .annotate(OpenApi.Identifier, "listAuthDomains")
  .annotate(OpenApi.Summary, "List the caller's account, to learn its id")
  .middleware(Authentication)
