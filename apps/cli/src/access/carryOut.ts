import {
  type ApplyInput,
  type Approval,
  approvalFile,
  beginning,
  chunksLeft,
  evidenceFiles,
  makeEvidence,
  mayApply,
  outcomesOf,
  type Plan,
  readSealed,
  seal,
  type Sealed,
  type Signer,
  Snapshot,
  writeSealed
} from "@codearts/access"
import { Effect, Option } from "effect"
import { join } from "node:path"
import { AppliedInPart, Refused } from "../errors.ts"
import { report } from "../report.ts"
import { tool } from "./documents.ts"
import { drive } from "./drive.ts"
import { type OpenAllowList } from "./allowListFile.ts"
import { readDirectory, readText, writeText } from "./files.ts"
import { journalIn, type OpenJournal, openJournal } from "./journal.ts"
import { readLive } from "./live.ts"
import { refused } from "./refused.ts"
import { showRequests } from "./showRequests.ts"
import { sharingPool } from "../tenants/tenantClient.ts"

/** What carrying out a plan takes. */
export interface CarryOut {
  readonly allowList: OpenAllowList
  readonly plan: Sealed<Plan>
  readonly snapshot: Sealed<Snapshot>
  readonly approvals: ReadonlyArray<Sealed<Approval>>
  /** Directory of the journal and, in the end, of the whole evidence. */
  readonly evidence: string
  readonly endpoint: Option.Option<string>
  readonly signer: Signer | undefined
  /** Flags that a run which goes on must be given again, for the directory has not what they name. */
  readonly again: ReadonlyArray<string>
}

/** Those flags, of a command line. */
export const againOf = (
  key: Option.Option<string>,
  profiles: ReadonlyArray<string>
): CarryOut["again"] => [
  ...Option.toArray(Option.map(key, (path) => `--key ${path}`)),
  ...profiles.map((name) => `--profile ${name}`)
]

const inputFiles = ({
  allowList,
  approvals,
  plan,
  snapshot
}: CarryOut): ReadonlyMap<string, string> =>
  new Map([
    [evidenceFiles.allowList, allowList.text],
    [evidenceFiles.plan, writeSealed(plan)],
    [evidenceFiles.snapshot, writeSealed(snapshot)],
    ...approvals.map((each, index) => [approvalFile(index), writeSealed(each)] as const)
  ])

const writeAll = (directory: string, files: ReadonlyMap<string, string>) =>
  Effect.forEach([...files], ([name, text]) => writeText(join(directory, name), text), {
    discard: true
  })

const beforeOf = Effect.fnUntraced(function* (directory: string) {
  const path = join(directory, evidenceFiles.before)
  const read = readSealed("snapshot", Snapshot, yield* readText(path))
  return yield* Effect.fromResult(read).pipe(
    Effect.mapError(({ message }) => new Refused({ message: `${path}: ${message}` }))
  )
})

const begin = Effect.fnUntraced(function* (given: CarryOut, journal: OpenJournal, live: Snapshot) {
  if (journal.current().rows > 0) return yield* journal.record({ event: "resumed" })
  const before = seal(live)
  const files = new Map([...inputFiles(given), [evidenceFiles.before, writeSealed(before)]])
  yield* writeAll(given.evidence, files)
  yield* journal.record({
    event: "started",
    plan: given.plan.digest,
    before: before.digest,
    tool: tool()
  })
})

const keepEvidence = Effect.fnUntraced(function* (given: CarryOut, journal: OpenJournal) {
  const { approvals, endpoint, evidence, plan, signer, snapshot } = given
  const before = yield* beforeOf(evidence)
  yield* writeAll(evidence, inputFiles(given))
  const files = new Map([
    ...inputFiles(given),
    [evidenceFiles.before, writeSealed(before)],
    [evidenceFiles.journal, journal.text()]
  ])
  if (journal.current().state.finished) {
    const after = writeSealed(seal(yield* readLive(snapshot.content.reads, endpoint)))
    yield* writeText(join(evidence, evidenceFiles.after), after)
    files.set(evidenceFiles.after, after)
  }
  const page = { plan, before: before.content, approvals, allowList: given.allowList.list }
  const made = makeEvidence({ files, journal: journal.current(), tool: tool(), ...page }, signer)
  yield* writeAll(evidence, made)
})

/** The command that goes on from a journal: all it needs is in the directory. */
const goOn = ({ again, approvals, evidence }: CarryOut): string => {
  const file = (name: string) => join(evidence, name)
  return [
    `codearts access apply ${file(evidenceFiles.plan)}`,
    `--snapshot ${file(evidenceFiles.snapshot)}`,
    ...approvals.map((_, index) => `--approval ${file(approvalFile(index))}`),
    `--allow-list ${file(evidenceFiles.allowList)} --evidence ${evidence}`,
    ...again
  ].join(" ")
}

const interrupted = (given: CarryOut) =>
  report(
    `interrupted: what was sent last may have been carried out\n  do:   Go on; it looks first:\n  ${goOn(given)}`
  )

const judge = (input: ApplyInput) =>
  Effect.fromResult(mayApply(input)).pipe(Effect.mapError(refused))

/** A run that had ended keeps its evidence as it is; where it ended before it was kept, it is kept now. */
const finishEvidence = Effect.fnUntraced(function* (given: CarryOut, journal: OpenJournal) {
  const files = yield* readDirectory(given.evidence)
  if (files.has(evidenceFiles.manifest)) return
  const live = (yield* beforeOf(given.evidence)).content
  yield* judge({ ...given, live, state: beginning(given.plan.content) })
  yield* keepEvidence(given, journal)
})

/**
 * Carries out a plan, from where it was left if it was: all is read and judged again before anything
 * goes, `consent` is asked last, and the evidence is kept however it ends.
 */
export const carryOut = Effect.fnUntraced(function* <E, R>(
  given: CarryOut,
  consent: Effect.Effect<void, E, R>
) {
  const { endpoint, evidence, plan, snapshot } = given
  const journal = yield* openJournal(join(evidence, evidenceFiles.journal), plan)
  if (journal.current().state.finished) {
    yield* finishEvidence(given, journal)
  } else {
    const live = yield* readLive(snapshot.content.reads, endpoint)
    yield* judge({ ...given, live, state: journal.current().state })
    yield* consent
    yield* begin(given, journal, live)
    const halt = yield* drive(journal, plan, endpoint).pipe(
      sharingPool,
      Effect.catch((failure) => Effect.succeed(failure.message)),
      Effect.onInterrupt(() => interrupted(given))
    )
    if (halt !== undefined) yield* report(`halted: ${halt}`)
    yield* keepEvidence(given, journal)
  }
  yield* report(`evidence in ${evidence}, head ${journal.current().head}`)
  return outcomesOf(journal.current().state)
})

/** Judges a plan as carrying it out would, and shows what would be sent; nothing is deleted or written. */
export const tryOut = Effect.fnUntraced(function* (given: CarryOut) {
  const { endpoint, evidence, plan, snapshot } = given
  const { journal } = yield* journalIn(join(evidence, evidenceFiles.journal), plan)
  const { state } = journal
  const live = yield* readLive(snapshot.content.reads, endpoint)
  yield* judge({ ...given, live, state })
  yield* showRequests(chunksLeft(state), { digest: plan.digest, endpoint })
})

/** Fails where an id was not dealt with: the run can go on. */
export const requireAll = Effect.fnUntraced(function* (
  given: CarryOut,
  outcomes: ReturnType<typeof outcomesOf>
) {
  const open = outcomes.filter(({ outcome }) => outcome === "refused" || outcome === "unknown")
  if (open.length > 0)
    return yield* new AppliedInPart({
      done: outcomes.length - open.length,
      asked: outcomes.length,
      goOn: goOn(given)
    })
})
