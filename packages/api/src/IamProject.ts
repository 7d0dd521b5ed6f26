import { Schema } from "effect"
import { HttpApiEndpoint, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { integer, maximum } from "./fields.ts"
import { links, Name } from "./iamFields.ts"
import { open } from "./open.ts"
import { refusedWith } from "./refusedWith.ts"

/** A project; its name begins with its region. Section 6.3.1. */
export const Project = open({
  id: Schema.String.annotate({ description: "Id of the project." }),
  name: Schema.String.annotate({ description: "Name of the project, its region first." }),
  domain_id: Schema.optionalKey(Schema.String.annotate({ description: "Account it belongs to." })),
  parent_id: Schema.optionalKey(
    Schema.NullOr(Schema.String).annotate({ description: "What it lies under: its account." })
  ),
  is_domain: Schema.optionalKey(
    Schema.Boolean.annotate({ description: "Whether it is an account." })
  ),
  description: Schema.optionalKey(
    Schema.NullOr(Schema.String).annotate({ description: "What people wrote beside it." })
  ),
  enabled: Schema.optionalKey(Schema.Boolean.annotate({ description: "Whether it may be used." })),
  links
}).annotate({ identifier: "Project" })

/** One project. */
export type Project = typeof Project.Type

const flag = Schema.Literals(["true", "false"])

export const listProjects = HttpApiEndpoint.get("listProjects", "/v3/projects", {
  disableCodecs: true,
  query: {
    domain_id: Schema.optionalKey(Name.annotate({ description: "Only projects of this account." })),
    name: Schema.optionalKey(Name.annotate({ description: "Only the project of this name." })),
    parent_id: Schema.optionalKey(Name.annotate({ description: "Only projects under this one." })),
    enabled: Schema.optionalKey(flag.annotate({ description: "Only enabled, or only disabled." })),
    is_domain: Schema.optionalKey(flag.annotate({ description: "Only those that are accounts." })),
    page: Schema.optionalKey(
      integer(1, 999_999_999).annotate({ description: "Page to answer, from 1." })
    ),
    per_page: Schema.optionalKey(
      integer(1, maximum.per_page).annotate({ description: "Projects on a page, 1 to 5,000." })
    )
  },
  success: open({ projects: Schema.Array(Project), links }).annotate({
    identifier: "Projects",
    description: "The projects of the account."
  }),
  error: refusedWith()
})
  .annotate(OpenApi.Identifier, "listProjects")
  .annotate(OpenApi.Summary, "List the projects of the account")
  .middleware(Authentication)
