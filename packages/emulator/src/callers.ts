import type { Callers } from "@codearts/admission"
import { Effect } from "effect"
import type { SqlClient } from "effect/sql"
import { findAccessKey } from "./accessKey.ts"
import type { Caller } from "./Caller.ts"
import { findToken } from "./token.ts"

/** Everyone the store knows. */
export const callers = Effect.map(
  Effect.context<SqlClient.SqlClient>(),
  (services): Callers<Caller> => ({
    accessKey: (access_key) => Effect.provideContext(findAccessKey(access_key), services),
    token: (token) => Effect.provideContext(findToken(token), services)
  })
)
