import { json, type Refusal, refuse } from "@codearts/admission"
import type { Operation } from "@codearts/api"
import { type Answer, header, type Headers, type ReceivedRequest } from "@codearts/ingress"
import { Result } from "effect"
import type { Target } from "@codearts/access"

const name = "X-Codearts-Dry-Run"

const wrong = (detail: string) =>
  Result.fail(refuse("UC.00011002", 400, `${name}: ${detail}; nothing was done.`))

/**
 * Whether a request asks what a deletion would do. Whoever asks for a dry run must not get a real one,
 * so every other value and every other change is refused; a read changes nothing, and is made.
 */
export const asksDryRun = (
  request: ReceivedRequest,
  { method }: Pick<Operation, "method">
): Result.Result<boolean, Refusal> => {
  const value = header(request, "x-codearts-dry-run")
  if (value === undefined) return Result.succeed(false)
  if (value !== "true") return wrong("must be true, or left out")
  if (method === "GET") return Result.succeed(false)
  return method === "DELETE" ? Result.succeed(true) : wrong("only a deletion can be tried out")
}

/** What would go. */
export interface TriedOut {
  readonly enterprise_id: string
  readonly region: string
  readonly targets: ReadonlyArray<Target>
  /** Entries there are in that region, before. */
  readonly entries: number
  /** Digest of the list as it was read. */
  readonly snapshot: string
}

/** The answer to a dry run: nothing has been deleted, and this is what would be. */
export const dryRunAnswer = (
  { enterprise_id, entries, region, snapshot, targets }: TriedOut,
  headers: Headers = []
): Answer =>
  json(
    200,
    JSON.stringify({
      status: "ok",
      dry_run: true,
      total: targets.length,
      data: { enterprise_id, region, vpceps: targets.map(({ vpcep_id }) => ({ vpcep_id })) },
      left: entries - targets.length,
      snapshot
    }),
    [[name, "true"], ...headers]
  )
