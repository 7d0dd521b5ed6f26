import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiSchema, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { IamErrorBody } from "./errorBody.ts"
import { text } from "./fields.ts"
import { Name, Password, secret } from "./iamFields.ts"
import { open } from "./open.ts"
import { refusedOfBodies, refusedWith } from "./refusedWith.ts"

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

/** The header in which `createToken` answers the token, which is in no body, and `showToken` is asked about one. */
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
}).annotate({ identifier: "Token", description: "The token is in X-Subject-Token." })

const TokenAnswer = HttpApiSchema.WithHeaders(Token, {
  [subjectTokenHeader]: Schema.String.annotate({
    description: "The token, to be sent as X-Auth-Token."
  })
})

const query = {
  nocatalog: Schema.optionalKey(
    Schema.Literal("true").annotate({ description: "Leave the service catalog out." })
  )
}

export const createToken = HttpApiEndpoint.post("createToken", "/v3/auth/tokens", {
  disableCodecs: true,
  query,
  payload: CreateTokenBody,
  success: TokenAnswer.pipe(HttpApiSchema.status(201)),
  error: refusedWith(refusedOfBodies, IamErrorBody)
})
  .annotate(OpenApi.Identifier, "createToken")
  .annotate(OpenApi.Summary, "Exchange a user's password for a token of 24 hours")

// The same bound as a header has on its way.
const SubjectToken = secret(
  text(/^[\x21-\x7e]{1,32768}$/u, "1 to 32,768 visible ASCII characters")
).annotate({ description: "The token to tell about; X-Auth-Token may be another one." })

export const showToken = HttpApiEndpoint.get("showToken", "/v3/auth/tokens", {
  disableCodecs: true,
  headers: { [subjectTokenHeader]: SubjectToken },
  query,
  success: TokenAnswer,
  error: refusedWith(undefined, IamErrorBody)
})
  .annotate(OpenApi.Identifier, "showToken")
  .annotate(OpenApi.Summary, "Tell whose a token is, what for and until when")
  .middleware(Authentication)
