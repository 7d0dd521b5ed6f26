import { Context, Effect } from "effect"
import type { FinalRequest } from "./transport.ts"

/** The digest of the plan that deletions are part of. */
export const DeletionPlan = Context.Reference<string | undefined>(
  "@codearts/client/deletionPlan/DeletionPlan",
  { defaultValue: () => undefined }
)

/**
 * Has the deletions of an effect name the plan that they are chunks of, in `X-Codearts-Plan`, signed.
 * A gateway of this kit asks for it where its allow-list asks for a second person; the cloud does not.
 */
export const withDeletionPlan = <A, E, R>(
  digest: string,
  effect: Effect.Effect<A, E, R>
): Effect.Effect<A, E, R> => Effect.provideService(effect, DeletionPlan, digest)

/** A request that names its plan, where it deletes and there is one. */
export const naming = (plan: string | undefined, request: FinalRequest): FinalRequest =>
  plan === undefined || request.method !== "DELETE"
    ? request
    : { ...request, headers: [...request.headers, ["x-codearts-plan", plan]] }
