import { Result, type Schema } from "effect"
import { Approval } from "./approval.ts"
import { beginning, outcomesOf } from "./apply.ts"
import { canonicalJson, digestOf } from "./canonical.ts"
import { evidenceFiles, type Files, isApprovalFile, Manifest, outcomeCounts } from "./evidence.ts"
import { type Journal, readJournal } from "./journal.ts"
import { mayApply } from "./mayApply.ts"
import { Plan, targetsOf } from "./plan.ts"
import { readAllowList } from "./readAllowList.ts"
import { readSealed, type Sealed } from "./seal.ts"
import { Snapshot } from "./snapshot.ts"

/** What a bundle must be, beyond sound in itself. */
export interface Expected {
  /** The head of the journal, as it was kept elsewhere. */
  readonly head?: string
  /** The key that must have signed the manifest. */
  readonly key?: string
}

/** What verifying a bundle found. */
export interface EvidenceVerdict {
  /** What does not hold, each by its file; none means that the bundle is sound. */
  readonly problems: ReadonlyArray<string>
  readonly head?: string
  /** Who signed the manifest. A bundle that nobody signed can be made anew by anybody. */
  readonly signedBy?: string
  readonly finished: boolean
  readonly outcomes: Readonly<Record<string, number>>
}

/** The files of a bundle, each read once, and what is wrong with them. */
const reader = (files: Files) => {
  const problems: Array<string> = []
  const read = <A>(name: string, of: (text: string) => Result.Result<A, { message: string }>) => {
    const text = files.get(name)
    const found = text === undefined ? Result.fail({ message: "is not there" }) : of(text)
    if (Result.isSuccess(found)) return found.success
    problems.push(`${name}: ${found.failure.message}`)
    return undefined
  }
  const sealed = <C extends Schema.Codec<unknown, unknown>>(
    name: string,
    kind: string,
    content: C
  ) => read(name, (text) => readSealed(kind, content, text))
  return { problems, read, sealed }
}

const againstManifest = (files: Files, { files: listed }: Manifest): ReadonlyArray<string> => [
  ...listed.flatMap(({ digest, name }) => {
    const text = files.get(name)
    if (text === undefined) return [`${name}: is not there`]
    return digestOf(text) === digest ? [] : [`${name}: is not the file the manifest lists`]
  }),
  ...[...files.keys()]
    .filter((name) => name !== evidenceFiles.manifest)
    .filter((name) => !listed.some((file) => file.name === name))
    .map((name) => `${name}: is not in the manifest`)
]

const againstJournal = (
  manifest: Sealed<Manifest>,
  journal: Journal,
  before: Sealed<Snapshot> | undefined,
  { head, key }: Expected
): ReadonlyArray<string> => {
  const { content, signature } = manifest
  const [started] = journal.events
  const counts = outcomeCounts(journal.state)
  const checks: ReadonlyArray<readonly [holds: boolean, problem: string]> = [
    [content.head === journal.head, "journal.jsonl: does not end where the manifest says"],
    [head === undefined || head === journal.head, "journal.jsonl: does not end at the head given"],
    [
      content.finished === journal.state.finished,
      "manifest.json: says another end than the journal"
    ],
    [
      canonicalJson(counts) === canonicalJson(content.outcomes),
      "manifest.json: counts other outcomes than the journal"
    ],
    [
      before === undefined || (started?.event === "started" && started.before === before.digest),
      "before.json: is not the snapshot that the journal starts with"
    ],
    [
      key === undefined || signature?.key === key,
      signature === undefined
        ? "manifest.json: nobody signed it"
        : "manifest.json: another key signed it"
    ]
  ]
  return checks.filter(([holds]) => !holds).map(([, problem]) => problem)
}

const stillThere = (journal: Journal, after: Snapshot): ReadonlyArray<string> => {
  const left = new Set(targetsOf(after).map((target) => canonicalJson(target)))
  return outcomesOf(journal.state)
    .filter(({ outcome }) => outcome !== "refused" && outcome !== "unknown")
    .filter(({ enterprise_id, region, vpcep_id }) =>
      left.has(canonicalJson({ enterprise_id, region, vpcep_id }))
    )
    .map(({ outcome, vpcep_id }) => `after.json: ${vpcep_id} is in the list, and was ${outcome}`)
}

/**
 * Verifies a bundle without a network: every file as it was, the chain of the journal whole, and the
 * deletion one that was allowed: planned from that snapshot, approved, and past the guards.
 */
export const verifyEvidence = (files: Files, expected: Expected = {}): EvidenceVerdict => {
  const { problems, read, sealed } = reader(files)
  const manifest = sealed(evidenceFiles.manifest, "manifest", Manifest)
  const plan = sealed(evidenceFiles.plan, "plan", Plan)
  const snapshot = sealed(evidenceFiles.snapshot, "snapshot", Snapshot)
  const before = sealed(evidenceFiles.before, "snapshot", Snapshot)
  const after = files.has(evidenceFiles.after)
    ? sealed(evidenceFiles.after, "snapshot", Snapshot)
    : undefined
  const allowList = read(evidenceFiles.allowList, readAllowList)
  const approvals = [...files.keys()]
    .filter(isApprovalFile)
    .flatMap((name) => sealed(name, "approval", Approval) ?? [])
  const journal =
    plan && read(evidenceFiles.journal, (text) => readJournal(plan.content, plan.digest, text))
  if (manifest) problems.push(...againstManifest(files, manifest.content))
  if (manifest && journal) problems.push(...againstJournal(manifest, journal, before, expected))
  if (journal && after) problems.push(...stillThere(journal, after.content))
  if (plan && snapshot && before && allowList) {
    const state = beginning(plan.content)
    const allowed = mayApply({ allowList, plan, snapshot, approvals, live: before.content, state })
    if (Result.isFailure(allowed))
      problems.push(`${evidenceFiles.plan}: ${allowed.failure.message}`)
  }
  return {
    problems: [...new Set(problems)],
    ...(manifest && { head: manifest.content.head }),
    ...(manifest?.signature && { signedBy: manifest.signature.key }),
    finished: manifest?.content.finished ?? false,
    outcomes: manifest?.content.outcomes ?? {}
  }
}
