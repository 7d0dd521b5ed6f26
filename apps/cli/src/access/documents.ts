import { Approval, Plan, readSealed, type Sealed, Snapshot } from "@codearts/access"
import { Effect, type Schema } from "effect"
import { Refused } from "../errors.ts"
import { version } from "../version.ts"
import { readText } from "./files.ts"

/** What documents say made them. */
export const tool = () => ({ name: "codearts", version: version() })

const opened =
  <Content extends Schema.Codec<unknown, unknown>>(kind: string, content: Content) =>
  (
    path: string
  ): Effect.Effect<Sealed<Content["Type"]>, Refused | Effect.Error<ReturnType<typeof readText>>> =>
    readText(path).pipe(
      Effect.flatMap((text) => Effect.fromResult(readSealed(kind, content, text))),
      Effect.catchTag("BrokenSeal", ({ message }) =>
        Effect.fail(new Refused({ message: `${path}: ${message}` }))
      )
    )

/** The snapshot of a file, its seal checked. */
export const openSnapshot = opened("snapshot", Snapshot)

/** The plan of a file, its seal checked. */
export const openPlan = opened("plan", Plan)

/** The approval of a file, its seal checked. */
export const openApproval = opened("approval", Approval)
