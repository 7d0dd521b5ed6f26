import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiSchema, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { text } from "./fields.ts"
import { links, Name, Password } from "./iamFields.ts"
import { open } from "./open.ts"
import { refusedOfBodies, refusedWith } from "./refusedWith.ts"

const UserName = text(
  /^[A-Za-z._-][A-Za-z0-9 ._-]{0,63}$/u,
  "1 to 64 letters, digits, spaces or any of -_., with neither a digit nor a space first"
)

const short = text(/^[^\uD800-\uDFFF]{0,255}$/u, "at most 255 characters")

/** The user to make, as the reference's worked example has it. Section 3.1. */
const CreateUserBody = Schema.Struct({
  user: Schema.Struct({
    domain_id: Name.annotate({ description: "Id of the account the user is to belong to." }),
    name: UserName.annotate({ description: "Name to log in by." }),
    password: Schema.optionalKey(Password),
    email: Schema.optionalKey(short.annotate({ description: "Address of the user's mail." })),
    description: Schema.optionalKey(short.annotate({ description: "Who or what the user is." }))
  })
})

const told = (description: string) =>
  Schema.optionalKey(Schema.NullOr(Schema.String).annotate({ description }))

const flag = (description: string) =>
  Schema.optionalKey(Schema.NullOr(Schema.Boolean).annotate({ description }))

/** A user of an account. Section 3.3. */
export const User = open({
  id: Schema.String.annotate({ description: "Id of the user." }),
  name: Schema.String.annotate({ description: "Name of the user." }),
  domain_id: told("Account the user belongs to."),
  description: told("Who or what the user is."),
  email: told("Address of the user's mail."),
  areacode: told("Country code of the telephone number."),
  phone: told("Telephone number."),
  status: Schema.optionalKey(
    Schema.Unknown.annotate({ description: "Not explained; null in the reference's example." })
  ),
  enabled: flag("Whether the user may log in."),
  pwd_status: flag("Whether the password is to be changed at the first login."),
  access_mode: told("How the user may log in: default, programmatic or console."),
  is_domain_owner: flag("Whether the user owns the account."),
  create_time: told("When the user was made, as text: it names no time zone."),
  password_expires_at: told("When the password ends; null where it does not."),
  default_project_id: told("Project the user begins with."),
  xuser_id: told("Id of the user in another system."),
  xuser_type: told("Kind of the user in another system."),
  xdomain_id: told("Id of the account in another system."),
  xdomain_type: told("Kind of the account in another system.")
}).annotate({ identifier: "User" })

/** One user. */
export type User = typeof User.Type

export const createUser = HttpApiEndpoint.post("createUser", "/v3.0/OS-USER/users", {
  disableCodecs: true,
  payload: CreateUserBody,
  success: open({ user: User })
    .annotate({ identifier: "CreatedUser", description: "The user that was made." })
    .pipe(HttpApiSchema.status(201)),
  error: refusedWith(refusedOfBodies)
})
  .annotate(OpenApi.Identifier, "createUser")
  .annotate(OpenApi.Summary, "Make a user of the account, who has no permissions yet")
  .middleware(Authentication)

export const listUsers = HttpApiEndpoint.get("listUsers", "/v3.0/OS-USER/users", {
  disableCodecs: true,
  success: open({ users: Schema.Array(User), links }).annotate({
    identifier: "Users",
    description: "The users of the account."
  }),
  error: refusedWith()
})
  .annotate(OpenApi.Identifier, "listUsers")
  .annotate(OpenApi.Summary, "List the users of the account")
  .middleware(Authentication)
