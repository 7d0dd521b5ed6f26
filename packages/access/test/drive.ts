import { Result } from "effect"
import {
  advance,
  type ApplyEvent,
  type ApplyState,
  type Answered,
  type Chunk,
  nextStep
} from "../src/index.ts"

/** How a server treats one deletion. */
export type Fate = "deletes" | "loses the answer" | "loses the request" | "refuses" | "crashes us"

/** A list on a server, which deletes all ids of a request or none. */
export const server = (ids: ReadonlyArray<string>, fates: Iterable<Fate> = []) => {
  const list = new Set(ids)
  const deleted: Array<string> = []
  const left = [...fates]
  const remove = (vpcep_ids: ReadonlyArray<string>): Answered["answer"] => {
    if (!vpcep_ids.every((id) => list.has(id))) return "absent"
    for (const id of vpcep_ids) list.delete(id)
    deleted.push(...vpcep_ids)
    return "deleted"
  }
  return {
    list,
    deleted,
    present: ({ vpcep_ids }: Chunk) => vpcep_ids.filter((id) => list.has(id)),
    /** The answer to a deletion; nothing where the program does not live to see it. */
    answer: ({ vpcep_ids }: Chunk): Answered["answer"] | undefined => {
      const fate = left.shift() ?? "deletes"
      if (fate === "refuses") return "refused"
      if (fate === "loses the request") return "unclear"
      const answer = remove(vpcep_ids)
      if (fate === "crashes us") return undefined
      return fate === "loses the answer" ? "unclear" : answer
    }
  }
}

/** Applies as far as it goes: to the end, to a halt, or to a crash. Every event goes through `record`. */
export const drive = (
  from: ApplyState,
  on: ReturnType<typeof server>,
  record: (event: ApplyEvent) => void = () => {}
): ApplyState => {
  let state = from
  const happen = (event: ApplyEvent) => {
    state = Result.getOrThrow(advance(state, event))
    record(event)
  }
  for (;;) {
    const next = nextStep(state)
    if (next.step === "halt") return state
    if (next.step === "finish") {
      happen({ event: "finished" })
      return state
    }
    const { chunk, index } = next
    if (next.step === "look") {
      happen({ event: "looked", chunk: index, present: on.present(chunk) })
      continue
    }
    happen({ event: "deleting", chunk: index, vpcep_ids: chunk.vpcep_ids })
    const answer = on.answer(chunk)
    if (answer === undefined) return state
    happen({ event: "answered", chunk: index, answer })
  }
}
