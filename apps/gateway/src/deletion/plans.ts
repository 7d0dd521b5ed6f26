import { Approval, Plan, readSealed, type Sealed, Snapshot } from "@codearts/access"
import { type Refusal, refuse } from "@codearts/admission"
import { Effect, Result, type Schema } from "effect"
import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"

/** A plan, and all that it is held to. */
export interface FiledPlan {
  readonly plan: Sealed<Plan>
  /** The lists that it was made from. */
  readonly snapshot: Sealed<Snapshot>
  readonly approvals: ReadonlyArray<Sealed<Approval>>
}

/** Where plans and their approvals are filed. */
export interface Plans {
  /** Nothing where no such plan is filed, or not with the snapshot that it was made from. */
  readonly find: (digest: string) => Effect.Effect<FiledPlan | undefined, Refusal>
}

/** Where nobody has said where to file any. */
export const noPlans: Plans = { find: () => Effect.succeed(undefined) }

const textsIn = async (directory: string): Promise<ReadonlyArray<string>> => {
  const names = await readdir(directory)
  const files = names.filter((name) => name.endsWith(".json"))
  return Promise.all(files.map((name) => readFile(join(directory, name), "utf8")))
}

const unreadable = () =>
  refuse("KIT.0003", 503, "The plans cannot be read; nothing was sent.", [["Retry-After", "5"]])

/** Whatever of some texts is a sound document of a kind; a file of another kind, or a broken one, is none. */
const soundIn = <Content extends Schema.Codec<unknown, unknown>>(
  kind: string,
  content: Content,
  texts: ReadonlyArray<string>
): ReadonlyArray<Sealed<Content["Type"]>> =>
  texts.flatMap((text) =>
    Result.match(readSealed(kind, content, text), {
      onSuccess: (sealed) => [sealed],
      onFailure: () => []
    })
  )

const filed = (texts: ReadonlyArray<string>, digest: string): FiledPlan | undefined => {
  // Whatever is about a document names its digest, so that the rest need not be read.
  const about = (wanted: string) => texts.filter((text) => text.includes(wanted))
  const plan = soundIn("plan", Plan, about(digest)).find((one) => one.digest === digest)
  if (plan === undefined) return undefined
  const madeFrom = plan.content.snapshot
  const snapshot = soundIn("snapshot", Snapshot, about(madeFrom)).find(
    (one) => one.digest === madeFrom
  )
  if (snapshot === undefined) return undefined
  return { plan, snapshot, approvals: soundIn("approval", Approval, about(digest)) }
}

/** Plans, snapshots and approvals in a directory, in files of any name that ends in `.json`; read each time anew. */
export const plansIn = (directory: string): Plans => ({
  find: (digest) =>
    Effect.tryPromise(() => textsIn(directory)).pipe(
      Effect.tapError(({ cause }) => Effect.logError("the plans cannot be read", cause)),
      Effect.mapError(unreadable),
      Effect.map((texts) => filed(texts, digest))
    )
})
