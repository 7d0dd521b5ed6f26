import { Refusal } from "@codearts/admission"
import type { OperationName } from "@codearts/api"
import { lookup } from "@codearts/error-catalog"
import { Context, Data, Effect } from "effect"
import type { FaultRule } from "./FaultRule.ts"

/** The connection ends without an answer, as a fault asked for. */
export class ConnectionReset extends Data.TaggedError("ConnectionReset") {
  readonly code = "ECONNRESET"
  override get message() {
    return "the connection was reset, as a fault asked for"
  }
}

type Step = FaultRule["steps"][number]

/** A fault that is set, and how often it was met. */
interface Fault extends FaultRule {
  readonly id: number
  readonly met: number
}

/** Numbers from 0 to 1 that a seed leads to: mulberry32. */
const drawsOf = (seed: number) => {
  let state = seed | 0
  return (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const armed = (rule: FaultRule, id: number) => {
  const { operation, probability = 1, seed = 0, steps, times = Infinity } = rule
  const draw = drawsOf(seed)
  let met = 0
  const meets = (name: OperationName): boolean =>
    (operation ?? name) === name && met < times && (probability === 1 || draw() < probability)
  return {
    told: (): Fault => ({ ...rule, id, met }),
    strike: (name: OperationName): Step | undefined => {
      if (!meets(name)) return undefined
      met += 1
      return steps[(met - 1) % steps.length]
    }
  }
}

/** The faults of an emulator. */
export interface Faults {
  readonly list: () => ReadonlyArray<Fault>
  readonly add: (rule: FaultRule) => Fault
  /** Whether there was one of that number. */
  readonly remove: (id: number) => boolean
  readonly clear: () => void
  /** What a request of an operation meets: the first fault that strikes. */
  readonly strike: (name: OperationName) => Step | undefined
}

/** No faults. */
export const makeFaults = (): Faults => {
  const faults = new Map<number, ReturnType<typeof armed>>()
  let last = 0
  return {
    list: () => [...faults.values()].map(({ told }) => told()),
    add: (rule) => {
      last += 1
      const fault = armed(rule, last)
      faults.set(last, fault)
      return fault.told()
    },
    remove: (id) => faults.delete(id),
    clear: () => faults.clear(),
    strike: (name) => {
      for (const fault of faults.values()) {
        const step = fault.strike(name)
        if (step !== undefined) return step
      }
      return undefined
    }
  }
}

/** The faults of the emulator that answers. */
export const CurrentFaults = Context.Reference<Faults>("@codearts/emulator/Faults", {
  defaultValue: makeFaults
})

const refusalOf = (error_code: string, { retry_after, status }: Step) => {
  const [row] = lookup(error_code, status)
  return row === undefined
    ? Effect.die(new Error(`a fault with ${error_code}, which the catalog does not have`))
    : new Refusal({
        status: row.status,
        error_code,
        error_msg: row.message,
        headers: retry_after === undefined ? [] : [["Retry-After", String(retry_after)]]
      })
}

/** Carries out a request of an operation, unless it meets a fault. */
export const underFaults = Effect.fnUntraced(function* <A, E, R>(
  name: OperationName,
  act: Effect.Effect<A, E, R>
) {
  const step = (yield* CurrentFaults).strike(name) ?? {}
  if (step.latency !== undefined) yield* Effect.sleep(step.latency)
  if (step.reset === "before") return yield* new ConnectionReset()
  if (step.error_code !== undefined) return yield* refusalOf(step.error_code, step)
  if (step.reset === undefined) return yield* act
  yield* Effect.exit(act)
  return yield* new ConnectionReset()
})
