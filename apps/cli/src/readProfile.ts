import { readProfile as readProfileOf } from "@codearts/client"
import { Effect } from "effect"
import { surroundings } from "./surroundings.ts"

/** The profile that the run's environment chooses. */
export const readProfile = Effect.flatMap(surroundings, ({ environment, home }) =>
  readProfileOf(environment, home)
)
