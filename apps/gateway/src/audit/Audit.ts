import { type AuditEvent, auditRow, type Signer, signerOf, type Target } from "@codearts/access"
import { type Refusal, refuse } from "@codearts/admission"
import { Clock, Effect, Redacted } from "effect"
import { invalid } from "../InvalidSettings.ts"
import { auditInFile } from "./auditInFile.ts"
import { auditInMemory, type AuditStore, type Link, type StoredRow } from "./AuditStore.ts"
import type { AuditSettings } from "./auditSettings.ts"

/** What a gateway tells of itself, in a chain. */
export interface Audit {
  /** Whether reads are told too. */
  readonly reads: boolean
  /** Signs the head, where there is a key. */
  readonly signer: Signer | undefined
  /** Adds a row, and tells its number once it is written for good. */
  readonly append: (event: AuditEvent) => Effect.Effect<number, Refusal>
  /** What a plan deleted through here, or may have. */
  readonly goneBy: (plan: string) => Effect.Effect<ReadonlyArray<Target>, Refusal>
  /** Lines after a row, so many at most; and how far it goes now. */
  readonly page: (
    after: number,
    most: number
  ) => Effect.Effect<{ readonly lines: ReadonlyArray<string>; readonly rows: number }, Refusal>
}

const unusable = () =>
  refuse("KIT.0003", 503, "The audit cannot be written; nothing was sent.", [["Retry-After", "5"]])

const told = <A>(work: () => Promise<A>): Effect.Effect<A, Refusal> =>
  Effect.tryPromise(work).pipe(
    Effect.uninterruptible,
    Effect.tapError(({ cause }) => Effect.logError("the audit cannot be used", cause)),
    Effect.mapError(unusable)
  )

interface Waiting extends PromiseWithResolvers<number> {
  readonly event: AuditEvent
  readonly now: Date
}

const linkOf =
  (batch: ReadonlyArray<Waiting>): Link =>
  (tail) => {
    let next = tail
    return batch.map(({ event, now }): StoredRow => {
      const { head, line } = auditRow(next, event, now)
      next = { head, rows: next.rows + 1 }
      return { row: next.rows, line, event }
    })
  }

/** Rows that come while others are written are written together, in the order in which they came. */
const chain = (store: AuditStore) => {
  const waiting: Array<Waiting> = []
  let isWriting = false

  const writeAll = async (batch: ReadonlyArray<Waiting>) => {
    try {
      const rows = await store.write(linkOf(batch))
      for (const [index, one] of batch.entries()) one.resolve(rows[index]?.row ?? 0)
    } catch (error) {
      // None of them is there, so the next row follows the one before them.
      for (const one of batch) one.reject(error)
    }
  }

  const write = async () => {
    if (isWriting) return
    isWriting = true
    while (waiting.length > 0) await writeAll(waiting.splice(0))
    isWriting = false
  }

  return (event: AuditEvent, now: Date): Promise<number> => {
    const one = { ...Promise.withResolvers<number>(), event, now }
    waiting.push(one)
    void write()
    return one.promise
  }
}

/** The audit over a store; changes that an earlier process left without an answer are told as unknown. */
export const auditOver = Effect.fnUntraced(function* (
  store: AuditStore,
  { reads = false, signer }: { readonly reads?: boolean; readonly signer?: Signer } = {}
) {
  const append = chain(store)
  const audit: Audit = {
    reads,
    signer,
    append: (event) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => told(() => append(event, new Date(now)))),
    goneBy: (plan) => told(() => store.goneBy(plan)),
    page: (after, most) =>
      told(async () => ({ lines: await store.read(after, most), rows: await store.rows() }))
  }
  yield* Effect.forEach(store.open, (of) =>
    audit.append({
      event: "answered",
      of,
      outcome: "unknown",
      reason: "the gateway ended before it heard what became of it"
    })
  )
  return audit
})

/** What signs the head, where there is a key. */
export const signerIn = Effect.fnUntraced(function* (
  key_file: string | undefined,
  readSecret: ReadSecret
) {
  if (key_file === undefined) return undefined
  const wrong = (rule: string) => invalid("audit.key_file", `${key_file} ${rule}`)
  const pem = yield* Effect.mapError(readSecret(key_file), wrong)
  return yield* Effect.mapError(Effect.fromResult(signerOf(Redacted.value(pem))), wrong)
})

/** Reads a file that nobody else may read, or says why not. */
export type ReadSecret = (path: string) => Effect.Effect<Redacted.Redacted, string>

/** The audit as it is set. */
export const makeAudit = Effect.fnUntraced(function* (
  { audit = {} }: AuditSettings,
  readSecret: ReadSecret,
  shared?: AuditStore
) {
  const { file, key_file, reads = false } = audit
  const signer = yield* signerIn(key_file, readSecret)
  const own = file === undefined ? auditInMemory() : yield* auditInFile(file)
  const store = shared ?? own
  const options = { reads, ...(signer !== undefined && { signer }) }
  return yield* Effect.mapError(auditOver(store, options), ({ error_msg }) =>
    invalid("audit.file", error_msg)
  )
})
