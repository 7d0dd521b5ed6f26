import type { TokenGrant } from "@codearts/admission"
import type { Success } from "@codearts/api"
import { Effect } from "effect"
import { roleNames } from "./authorize.ts"
import type { Caller } from "./Caller.ts"
import { timestamp } from "./timestamp.ts"
import { lifetime } from "./token.ts"

/** What a token stands for, as the identity service tells it; every token lives as long. */
export const describeToken = Effect.fnUntraced(function* (
  { caller, expires_at, project }: TokenGrant<Caller>,
  withCatalog: boolean
) {
  const domain = { id: caller.domain_id, name: caller.domain_name }
  const roles = yield* roleNames(caller.user_id)
  return {
    token: {
      expires_at,
      issued_at: timestamp(Date.parse(expires_at) - lifetime),
      methods: ["password"],
      ...(withCatalog && { catalog: [] }),
      ...(project === undefined ? { domain } : { project: { ...project, domain } }),
      roles: roles.map((name) => ({ id: "0", name })),
      user: { id: caller.user_id, name: caller.user_name, domain, password_expires_at: "" }
    }
  } satisfies Success<"createToken">
})
