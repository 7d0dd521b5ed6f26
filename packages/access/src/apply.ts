import { maximum } from "@codearts/api"
import { Result } from "effect"
import type { Answered, ApplyEvent } from "./events.ts"
import type { Deletion, Plan } from "./plan.ts"

/** What became of one id. */
export type Outcome = "deleted" | "deletedEarlier" | "alreadyAbsent" | "refused" | "unknown"

/** Deletions of one list that go in one request: as many as can be looked up in one. */
export interface Chunk {
  readonly enterprise_id: string
  readonly region: string
  readonly vpcep_ids: ReadonlyArray<string>
}

type Ids = ReadonlySet<string>

interface Progress {
  readonly chunk: Chunk
  readonly settled: ReadonlyMap<string, Outcome>
  /** Whether to look what is there before anything is deleted. */
  readonly look: boolean
  /** In the list when last looked at. */
  readonly present: Ids
  /** In a request of which nothing has been heard yet. */
  readonly underWay: Ids
  /** In a request whose fate was never learned. */
  readonly doubtful: Ids
  readonly attempts: number
}

/** How far a plan is applied. */
export interface ApplyState {
  readonly started: boolean
  readonly finished: boolean
  /** Why it goes no further until it is resumed. */
  readonly halted?: string | undefined
  readonly progress: ReadonlyArray<Progress>
}

/** What is to be done next. */
export type Step =
  | { readonly step: "look" | "delete"; readonly index: number; readonly chunk: Chunk }
  | { readonly step: "halt"; readonly reason: string }
  | { readonly step: "finish" }

/** Deletions sent at most for one chunk before a person should have a look. */
const mostAttempts = 3

const none: Ids = new Set()

const sizeOfChunk = maximum.vpcep_ids

const inChunks = (deletions: ReadonlyArray<Deletion>): ReadonlyArray<Chunk> => {
  const ids = [...new Set(deletions.map(({ vpcep_id }) => vpcep_id))]
  // Each of them says which list it is in; one will do.
  return deletions.slice(0, 1).flatMap(({ enterprise_id, region }) =>
    Array.from({ length: Math.ceil(ids.length / sizeOfChunk) }, (_, index) => ({
      enterprise_id,
      region,
      vpcep_ids: ids.slice(index * sizeOfChunk, (index + 1) * sizeOfChunk)
    }))
  )
}

/** The requests a plan comes to: each of one tenant and region, of at most 30 ids. */
export const chunksOf = ({ deletions }: Plan): ReadonlyArray<Chunk> =>
  [
    ...Map.groupBy(deletions, ({ enterprise_id, region }) => `${enterprise_id}/${region}`).values()
  ].flatMap(inChunks)

/** Nothing done yet. */
export const beginning = (plan: Plan): ApplyState => ({
  started: false,
  finished: false,
  progress: chunksOf(plan).map((chunk) => ({
    chunk,
    settled: new Map(),
    look: true,
    present: none,
    underWay: none,
    doubtful: none,
    attempts: 0
  }))
})

const pending = ({ chunk, settled }: Progress): ReadonlyArray<string> =>
  chunk.vpcep_ids.filter((id) => !settled.has(id))

/** The deletions that are still to be made, each of them one request where nothing comes between. */
export const chunksLeft = ({ progress }: ApplyState): ReadonlyArray<Chunk> =>
  progress
    .map((each) => ({ ...each.chunk, vpcep_ids: pending(each) }))
    .filter(({ vpcep_ids }) => vpcep_ids.length > 0)

/** What is to be done next: look what is there, delete it, or end. */
export const nextStep = ({ halted, progress }: ApplyState): Step => {
  if (halted !== undefined) return { step: "halt", reason: halted }
  const index = progress.findIndex((each) => pending(each).length > 0)
  const current = progress[index]
  if (current === undefined) return { step: "finish" }
  const { chunk, look, present } = current
  return look
    ? { step: "look", index, chunk: { ...chunk, vpcep_ids: pending(current) } }
    : { step: "delete", index, chunk: { ...chunk, vpcep_ids: [...present] } }
}

const settle = (
  { settled, ...progress }: Progress,
  ids: ReadonlyArray<string>,
  outcomeOf: (id: string) => Outcome
): Progress => ({
  ...progress,
  settled: new Map([...settled, ...ids.map((id) => [id, outcomeOf(id)] as const)])
})

const looked = (progress: Progress, present: ReadonlyArray<string>): Progress => {
  const there = new Set(present)
  const absent = pending(progress).filter((id) => !there.has(id))
  return {
    ...settle(progress, absent, (id) =>
      progress.doubtful.has(id) ? "deletedEarlier" : "alreadyAbsent"
    ),
    look: false,
    present: there
  }
}

const doubted = (progress: Progress): Progress => ({
  ...progress,
  doubtful: new Set([...progress.doubtful, ...progress.underWay]),
  underWay: none
})

const answered = (progress: Progress, { answer }: Answered): Progress => {
  const again = { ...progress, look: true, underWay: none }
  switch (answer) {
    case "deleted":
      return settle(again, [...progress.underWay], () => "deleted")
    case "unclear":
      return { ...doubted(progress), look: true }
    case "absent":
    case "refused":
      return again
  }
}

const haltOf = ({ attempts }: Progress, event: Answered): string | undefined => {
  if (event.answer === "refused") {
    const { detail, error_code, status } = event
    return ["the API refused", status, error_code, detail].filter(Boolean).join(" ")
  }
  return event.answer !== "deleted" && attempts >= mostAttempts
    ? `chunk ${event.chunk + 1} was tried ${attempts} times without a clear answer`
    : undefined
}

const isWithin = (ids: Iterable<string>, other: Ids) => [...ids].every((id) => other.has(id))

const isSame = (one: Ids, other: Ids) => one.size === other.size && isWithin(one, other)

type Advance = Result.Result<ApplyState, string>

const ofChunk = (
  state: ApplyState,
  event: Extract<ApplyEvent, { readonly chunk: number }>
): Advance => {
  const current = state.progress[event.chunk]
  const next = nextStep(state)
  if (current === undefined) return Result.fail(`there is no chunk ${event.chunk}`)
  const wait = current.underWay.size > 0
  const replaced = (changed: Progress): ApplyState => ({
    ...state,
    progress: state.progress.with(event.chunk, changed)
  })
  switch (event.event) {
    case "looked": {
      if (next.step !== "look" || next.index !== event.chunk)
        return Result.fail("it is not the time to look")
      if (!isWithin(event.present, new Set(next.chunk.vpcep_ids)))
        return Result.fail("it found what it did not look for")
      return Result.succeed(replaced(looked(current, event.present)))
    }
    case "deleting": {
      const ids = new Set(event.vpcep_ids)
      if (next.step !== "delete" || next.index !== event.chunk || wait)
        return Result.fail("it is not the time to delete")
      if (!isSame(ids, new Set(next.chunk.vpcep_ids)))
        return Result.fail("it deletes other ids than it found")
      return Result.succeed(replaced({ ...current, underWay: ids, attempts: current.attempts + 1 }))
    }
    case "answered": {
      if (!wait) return Result.fail("it answers what was not asked")
      const halted = haltOf(current, event)
      return Result.succeed({ ...replaced(answered(current, event)), halted })
    }
  }
}

const resumed = ({ finished, progress, started }: ApplyState): ApplyState => ({
  started,
  finished,
  // Whatever was found or sent is of another day: look again.
  progress: progress.map((each) => ({ ...doubted(each), look: true, attempts: 0 }))
})

/** The state after one more event, or why that event cannot have happened there. */
export const advance = (state: ApplyState, event: ApplyEvent): Advance => {
  if (state.finished) return Result.fail("it had finished")
  if (state.started === (event.event === "started"))
    return Result.fail(state.started ? "it had started" : "it had not started")
  switch (event.event) {
    case "started":
      return Result.succeed({ ...state, started: true })
    case "resumed":
      return Result.succeed(resumed(state))
    case "finished":
      return nextStep(state).step === "finish"
        ? Result.succeed({ ...state, finished: true })
        : Result.fail("there was more to do")
    default:
      return ofChunk(state, event)
  }
}

/** One id, and what became of it. */
export interface Deleted {
  readonly enterprise_id: string
  readonly region: string
  readonly vpcep_id: string
  readonly outcome: Outcome
}

/** What became of each id: `unknown` where a request went out and nothing tells its fate, `refused` where it surely stands. */
export const outcomesOf = ({ progress }: ApplyState): ReadonlyArray<Deleted> =>
  progress.flatMap(({ chunk, doubtful, settled, underWay }) =>
    chunk.vpcep_ids.map((vpcep_id) => ({
      enterprise_id: chunk.enterprise_id,
      region: chunk.region,
      vpcep_id,
      outcome:
        settled.get(vpcep_id) ??
        (doubtful.has(vpcep_id) || underWay.has(vpcep_id) ? "unknown" : "refused")
    }))
  )
