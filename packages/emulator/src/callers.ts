import type { Callers } from "@codearts/admission"
import { Effect } from "effect"
import type { SqlClient } from "effect/sql"
import { findAccessKey } from "./accessKey.ts"
import type { Caller } from "./Caller.ts"
import { explainDefect } from "./outage.ts"
import { findToken } from "./token.ts"

const told = <A, R>(found: Effect.Effect<A, never, R>) =>
  Effect.catchDefect(found, (defect) => Effect.die(explainDefect(defect)))

/** Everyone the store knows; a store that can serve nobody is a refusal, as a defect. */
export const callers = Effect.map(
  Effect.context<SqlClient.SqlClient>(),
  (services): Callers<Caller> => ({
    accessKey: (access_key) => told(Effect.provideContext(findAccessKey(access_key), services)),
    token: (token) => told(Effect.provideContext(findToken(token), services))
  })
)
