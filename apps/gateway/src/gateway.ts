import {
  answerTo,
  type Authenticated,
  type BackOff,
  lead,
  makeBackOff,
  readInput,
  Refusal,
  refuse,
  requireTokenOfRegion,
  type Submission,
  tooMany
} from "@codearts/admission"
import type { Input, Operation, OperationName } from "@codearts/api"
import {
  type Handler,
  header,
  type Headers,
  type ReceivedRequest,
  type Sink
} from "@codearts/ingress"
import { Clock, Effect, Result } from "effect"
import type { AnswerCut } from "./AnswerCut.ts"
import type { Audit } from "./audit/Audit.ts"
import { AuditRecord } from "./audit/AuditRecord.ts"
import { type AskedDeletion, carryOut, tryOut } from "./deletion/carryOut.ts"
import type { Deletions } from "./deletion/Deletions.ts"
import { asksDryRun, dryRunAnswer } from "./deletion/dryRun.ts"
import { leadTwin, standingFor } from "./deletion/twin.ts"
import { forward } from "./forward.ts"
import { type Limits, noLimits } from "./limits/Limits.ts"
import { type NoAnswer, refusalOf } from "./NoAnswer.ts"
import { outgoing } from "./outgoing.ts"
import { ownPage } from "./ownPage.ts"
import { passedBack } from "./passedBack.ts"
import { denial, type Verb } from "./policy.ts"
import { makeReplayMemory, type ReplayMemory } from "./replayMemory.ts"
import type { OutgoingRequest, Policy, Upstream } from "./Upstream.ts"
import { type Carrier, makeCarrier } from "./resilience/carrier.ts"
import { makeGatewayName, refuseLoop } from "./via.ts"

/** What all requests through a gateway share. */
interface Gate<Caller> {
  readonly name: string
  readonly upstream: Upstream<Caller>
  readonly memory: ReplayMemory
  readonly deletions: Deletions
  readonly audit: Audit
  readonly limits: Limits
  readonly backOff: BackOff | undefined
  readonly carrier: Carrier
}

/** What holds for all requests, wherever they go. */
export interface Rules {
  readonly deletions: Deletions
  readonly audit: Audit
  /** Of deletions; this process's own where it is absent. */
  readonly memory?: ReplayMemory
  /** Nobody is limited where they are absent. */
  readonly limits?: Limits
  readonly carrier?: Carrier
  /** Whether an address that failed to sign with a key waits; it does where this is absent. */
  readonly backOff?: boolean
}

/** What one request is held to, from its first check to its last. */
export interface Terms<Caller> extends Rules {
  readonly upstream: Upstream<Caller>
}

/** A request at the gate of an operation. */
interface Entry {
  readonly operation: Operation
  readonly request: ReceivedRequest
  readonly sink: Sink
}

const passOn = <Caller>(
  { upstream }: Gate<Caller>,
  { operation, request, sink }: Entry,
  leaving: OutgoingRequest,
  ofLimits: Headers = [],
  record?: AuditRecord
) =>
  forward(upstream, leaving, {
    sink,
    signal: request.signal,
    headers: (answered) => {
      record?.hears(answered)
      return [...passedBack(operation, answered, request.requestId), ...ofLimits]
    }
  })

const cameToNothing = (status: number) => status >= 400 && status < 500

/** A deletion is passed on once a signature; one that came to nothing may be sent again. */
const once = Effect.fnUntraced(function* (
  memory: ReplayMemory,
  submission: Submission,
  pass: Effect.Effect<number, AnswerCut | NoAnswer | Refusal>
) {
  yield* memory.reserve(submission)
  const release = memory.release(submission)
  return yield* pass.pipe(
    Effect.tap((status) => (cameToNothing(status) ? release : Effect.void)),
    Effect.tapErrorTag("NoAnswer", ({ sent }) => (sent ? Effect.void : release)),
    Effect.tapErrorTag("Refusal", () => release)
  )
})

/** By what a deletion must not come twice; a token gives nothing to know it by. */
const deletionOf = <Caller>({ method }: Operation, { submission }: Authenticated<Caller>) =>
  method === "DELETE" ? submission : undefined

type Fields = Partial<
  Input<"listVpcepAccessControlRecords"> & Input<"deleteVpcepAccessControlRecords">
>

const verbs: Partial<Record<OperationName, Verb>> = {
  listVpcepAccessControlRecords: "list",
  deleteVpcepAccessControlRecords: "delete"
}

const askedFor = (
  own: string | undefined,
  { enterprise_id = own, region, vpcep_ids = [], vpceps = [] }: Fields
) => ({
  enterprise_id,
  region,
  vpcep_ids: [...vpcep_ids, ...vpceps.map(({ vpcep_id }) => vpcep_id)]
})

/** Refuses what the caller may not do. It is told no reason; those who run the gateway are. */
const authorise = Effect.fnUntraced(function* (
  { allow, groups, principal }: Policy,
  { operation, request }: Entry,
  { enterprise_id, region = "", vpcep_ids = [], vpceps = [] }: Fields
) {
  const verb = verbs[operation.name]
  if (verb === undefined) return yield* refuse("APIGW.0302", 403)
  const ids = [...vpcep_ids, ...vpceps.map(({ vpcep_id }) => vpcep_id)]
  const asked = { verb, enterprise_id, region, vpcep_ids: ids }
  const reason = denial(allow, asked, new Date(yield* Clock.currentTimeMillis))
  if (reason === undefined) return undefined
  const cause = `${groups.length === 0 ? principal : `${principal} of ${groups.join(", ")}`} ${reason}`
  yield* Effect.logWarning(`${request.requestId} 403 APIGW.0302: ${cause}`)
  const { error_code, error_msg, status } = refuse("APIGW.0302", 403)
  return yield* new Refusal({ error_code, error_msg, status, cause })
})

/** What an audit is told of a request: of every deletion, and of other requests where it is to tell reads. */
const recordOf = <Caller>(
  { audit, upstream }: Gate<Caller>,
  { operation, request }: Entry,
  { caller }: Authenticated<Caller>
): AuditRecord | undefined => {
  const verb = verbs[operation.name]
  return verb === "delete" || (verb === "list" && audit.reads)
    ? new AuditRecord(audit, request, upstream.principalOf(caller), verb)
    : undefined
}

/** A request whose sender is known. */
interface Known<Caller> {
  readonly sender: Authenticated<Caller>
  readonly dryRun: ReturnType<typeof asksDryRun>
  readonly record: AuditRecord | undefined
}

/** What a sender asks, every check in its order. */
const admit = Effect.fnUntraced(function* <Caller>(
  { deletions, memory, name, upstream }: Gate<Caller>,
  entry: Entry,
  { dryRun, record, sender }: Known<Caller>
) {
  const { operation, request } = entry
  yield* refuseLoop(request, name)
  const isDryRun = yield* Effect.fromResult(dryRun)
  const deletion = deletionOf(operation, sender)
  if (deletion !== undefined) yield* memory.refuse(deletion)
  const input: Fields = yield* readInput(operation.name, request, sender.query)
  record?.asks(askedFor(upstream.tenantOf(sender.caller) ?? deletions.guards?.enterprise_id, input))
  const policy = upstream.policyOf(sender.caller)
  if (policy !== undefined) {
    yield* requireTokenOfRegion(sender, input.region ?? "")
    yield* authorise(policy, entry, input)
  }
  return { deletion, input, isDryRun }
})

/** Where a request goes by its region: an address that was set up, never one made from what was sent. */
const originFor = <Caller>({ upstream }: Gate<Caller>, { request }: Entry) => {
  const region = header(request, "region") ?? ""
  const origin = upstream.originOf(region)
  return origin === undefined
    ? Effect.fail(
        refuse(
          "UC.00011002",
          400,
          `region: this gateway passes nothing on to ${region}; it serves ${upstream.name}`
        )
      )
    : Effect.succeed(origin)
}

/** A deletion as the guards are asked about it. */
const askedDeletion = <Caller>(
  { upstream }: Gate<Caller>,
  { request }: Entry,
  sender: Authenticated<Caller>,
  { enterprise_id, region = "", vpceps = [] }: Fields
): AskedDeletion => ({
  requestId: request.requestId,
  enterprise_id: enterprise_id ?? upstream.tenantOf(sender.caller),
  region,
  vpcep_ids: vpceps.map(({ vpcep_id }) => vpcep_id),
  plan: header(request, "x-codearts-plan"),
  listerFor: (place) => upstream.listerFor(place.region, sender, request)
})

/** Whom a request counts for: its key, or its token's caller by the key they share. */
const countedFor = <Caller>(
  { caller, submission }: Authenticated<Caller>,
  { upstream }: Gate<Caller>
) => submission?.access_key ?? upstream.policyOf(caller)?.principal ?? "token"

/** Counts a request, or refuses it; what its caller is told of the limit either way. */
const count = Effect.fnUntraced(function* <Caller>(
  gate: Gate<Caller>,
  sender: Authenticated<Caller>,
  origin: string
) {
  const { headers, wait } = yield* gate.limits.take(countedFor(sender, gate), origin)
  return wait === 0 ? headers : yield* tooMany(wait, headers)
})

const proceed = Effect.fnUntraced(function* <Caller>(
  gate: Gate<Caller>,
  entry: Entry,
  known: Known<Caller>
) {
  const { deletion, input, isDryRun } = yield* admit(gate, entry, known)
  const { record, sender } = known
  const origin = yield* originFor(gate, entry)
  // Before the guards, who would have the upstream read a list for whom it is too much.
  const ofLimits = yield* count(gate, sender, origin)
  const { operation, request } = entry
  const attempt = gate.upstream.send(
    outgoing(standingFor(request), gate.name, origin),
    { sender, received: request, sink: entry.sink },
    (leaving, sink) => passOn(gate, { ...entry, sink }, leaving, ofLimits, record)
  )
  const pass = gate.carrier.carry(standingFor(request), origin, attempt)
  if (operation.method !== "DELETE") {
    yield* record === undefined ? pass : record.read(pass)
    return undefined
  }
  const { audit, deletions, memory } = gate
  const asked = askedDeletion(gate, entry, sender, input)
  if (isDryRun) return dryRunAnswer(yield* tryOut(deletions, asked, audit.goneBy), ofLimits)
  const guarded = carryOut(deletions, asked, audit.goneBy, (found) =>
    record === undefined ? pass : record.change(found, pass)
  )
  yield* deletion === undefined ? guarded : once(memory, deletion, guarded)
  return undefined
})

/** A dry run changes nothing, and is no matter for the audit. */
const isTrial = ({ dryRun }: Pick<Known<unknown>, "dryRun">) =>
  Result.getOrElse(dryRun, () => false)

const passOnAsSender = Effect.fnUntraced(function* <Caller>(gate: Gate<Caller>, entry: Entry) {
  const { backOff, upstream } = gate
  const trial = upstream.identify(entry.request)
  const sender = yield* backOff === undefined ? trial : backOff.attempt(entry.request, trial)
  const dryRun = asksDryRun(entry.request, entry.operation)
  const record = isTrial({ dryRun }) ? undefined : recordOf(gate, entry, sender)
  const proceeding = proceed(gate, entry, { sender, dryRun, record })
  return yield* record === undefined
    ? proceeding
    : Effect.tapErrorTag(proceeding, "Refusal", (refusal) => record.refused(refusal))
})

const enter = Effect.fnUntraced(function* <Caller>(gate: Gate<Caller>, entry: Entry) {
  const { operation, request } = entry
  const { issueToken, serves } = gate.upstream
  if (operation.name === "createToken" && issueToken !== undefined)
    return yield* issueToken(request)
  if (!serves(operation)) return yield* refuse("APIGW.0101", 404)
  if (operation.name !== "createToken") return yield* passOnAsSender(gate, entry)
  // Who asks for a token has none to show yet.
  yield* Effect.fromResult(asksDryRun(request, operation))
  yield* passOn(gate, entry, outgoing(request, gate.name, yield* originFor(gate, entry)))
  return undefined
})

const logged = ({ reason }: NoAnswer, refusal: Refusal, { requestId, signal }: ReceivedRequest) =>
  signal.aborted
    ? Effect.void // the caller left, and nobody is at fault
    : Effect.logWarning(`${requestId} ${refusal.status} ${refusal.error_code}: ${reason}`)

const unanswered = (none: NoAnswer, request: ReceivedRequest) => {
  const refusal = refusalOf(none)
  return Effect.as(logged(none, refusal, request), answerTo(refusal, request))
}

/**
 * The walk of a request: who sends it, what it asks, and on under other credentials. The terms are
 * asked for once a request, so that one which is under way never meets others in between.
 */
export const gateway = Effect.fnUntraced(function* <Caller>(terms: () => Terms<Caller>) {
  const run = Effect.runPromiseWith(yield* Effect.context())
  const lasting = { name: makeGatewayName(), memory: makeReplayMemory() }
  const waiting = makeBackOff()
  const usual = makeCarrier()
  const gateOf = ({
    backOff = true,
    carrier = usual,
    limits = noLimits,
    ...others
  }: Terms<Caller>): Gate<Caller> => ({
    ...lasting,
    backOff: backOff ? waiting : undefined,
    carrier,
    limits,
    ...others
  })
  const walk = (request: ReceivedRequest, sink: Sink) => {
    const gate = gateOf(terms())
    const perform = (operation: Operation) => enter(gate, { operation, request, sink })
    return (
      ownPage(request, gate.upstream.name, gate.deletions) ??
      leadTwin(request, perform) ??
      lead(request, perform)
    )
  }
  const handler: Handler = (request, sink) =>
    walk(request, sink).pipe(
      Effect.catchTags({
        NoAnswer: (none) => unanswered(none, request),
        Refusal: (refusal) => Effect.succeed(answerTo(refusal, request)),
        // The listener cuts the connection of an answer that fails once it has begun.
        AnswerCut: (cut) => Effect.die(request.signal.aborted ? request.signal.reason : cut)
      }),
      run
    )
  return handler
})
