import { Redacted, Schema, SchemaGetter } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { IamErrorBody } from "./errorBody.ts"
import { integer, maximum, text } from "./fields.ts"
import { open } from "./open.ts"
import { refusedWith } from "./refusedWith.ts"

// Half a surrogate pair has no UTF-8 form, so it cannot be sent.
const Name = text(/^[^\uD800-\uDFFF]{1,255}$/u, "1 to 255 characters")

// Checked before it is wrapped: a problem inside a Redacted names neither its field nor its rule.
const Password = Schema.String.check(Schema.isNonEmpty({ expected: "at least 1 character" }))
  .annotate({ description: "The user's password." })
  .pipe(
    Schema.decodeTo(Schema.Redacted(Schema.String), {
      decode: SchemaGetter.transform((password: string) => Redacted.make(password)),
      encode: SchemaGetter.transform(Redacted.value)
    })
  )

const byName = (description: string) => Schema.Struct({ name: Name }).annotate({ description })

const byNameOrId = (description: string) =>
  Schema.Union([Schema.Struct({ id: Name }), Schema.Struct({ name: Name })]).annotate({
    description
  })

const Domain = open({ id: Schema.String, name: Schema.optionalKey(Schema.String) })

/**
 * The body that asks for a token. Section 3.2 of the reference, whose example puts `scope` beside
 * `auth`: the identity service reads it inside.
 */
const CreateTokenBody = Schema.Struct({
  auth: Schema.Struct({
    identity: Schema.Struct({
      methods: Schema.Tuple([Schema.Literal("password")]),
      password: Schema.Struct({
        user: Schema.Struct({
          name: Name.annotate({ description: "Name of the user." }),
          password: Password,
          domain: byName("The account the user belongs to.")
        })
      })
    }),
    scope: Schema.optionalKey(
      Schema.Struct({
        project: Schema.optionalKey(byNameOrId("A project, that is a region, by id or by name.")),
        domain: Schema.optionalKey(
          byNameOrId("An account, by id or by name: the token is then global.")
        )
      }).annotate({
        description: "What the token is good for. The access-control list needs a project."
      })
    )
  })
})

/** The header of its answer in which `createToken` puts the token; it is in no body. */
export const subjectTokenHeader = "x-subject-token"

/** What a token stands for, without the token itself. */
export const Token = open({
  token: open({
    expires_at: Schema.String.annotate({ description: "When it ends, 24 hours after its issue." }),
    issued_at: Schema.optionalKey(Schema.String),
    methods: Schema.optionalKey(Schema.Array(Schema.String)),
    project: Schema.optionalKey(
      open({
        id: Schema.String,
        name: Schema.String,
        domain: Schema.optionalKey(Domain)
      })
    ),
    domain: Schema.optionalKey(Domain),
    roles: Schema.optionalKey(Schema.Array(open({ id: Schema.String, name: Schema.String }))),
    user: Schema.optionalKey(
      open({ id: Schema.String, name: Schema.String, domain: Schema.optionalKey(Domain) })
    )
  })
}).annotate({ identifier: "Token", description: "Issued. The token is in X-Subject-Token." })

const createToken = HttpApiEndpoint.post("createToken", "/v3/auth/tokens", {
  disableCodecs: true,
  query: {
    nocatalog: Schema.optionalKey(
      Schema.Literal("true").annotate({ description: "Leave the service catalog out." })
    )
  },
  payload: CreateTokenBody,
  success: HttpApiSchema.WithHeaders(Token, {
    [subjectTokenHeader]: Schema.String.annotate({
      description: "The token, to be sent as X-Auth-Token."
    })
  }).pipe(HttpApiSchema.status(201)),
  error: refusedWith([400, 401, 403, 405, 413, 415, 429, 500], IamErrorBody)
})
  .annotate(OpenApi.Identifier, "createToken")
  .annotate(OpenApi.Summary, "Exchange a user's password for a token of 24 hours")

/** A project; its name begins with its region. Section 6.3.1. */
export const Project = open({
  id: Schema.String.annotate({ description: "Id of the project." }),
  name: Schema.String.annotate({ description: "Name of the project, its region first." }),
  domain_id: Schema.optionalKey(Schema.String.annotate({ description: "Account it belongs to." })),
  parent_id: Schema.optionalKey(Schema.NullOr(Schema.String)),
  is_domain: Schema.optionalKey(Schema.Boolean),
  description: Schema.optionalKey(Schema.NullOr(Schema.String)),
  enabled: Schema.optionalKey(Schema.Boolean),
  links: Schema.optionalKey(Schema.Unknown)
}).annotate({ identifier: "Project" })

/** One project. */
export type Project = typeof Project.Type

const flag = Schema.Literals(["true", "false"])

const listProjects = HttpApiEndpoint.get("listProjects", "/v3/projects", {
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
  success: open({
    projects: Schema.Array(Project),
    links: Schema.optionalKey(Schema.Unknown)
  }).annotate({ identifier: "Projects", description: "The projects of the account." }),
  error: refusedWith([400, 401, 403, 404, 405, 429, 500])
})
  .annotate(OpenApi.Identifier, "listProjects")
  .annotate(OpenApi.Summary, "List the projects of the account")
  .middleware(Authentication)

/** The identity operations this API needs. Sections 3.2 and 6.3.1. */
export const Iam = HttpApiGroup.make("iam").add(createToken, listProjects)
