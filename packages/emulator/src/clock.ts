import { type Clock, Effect, Schema } from "effect"
import { Time } from "./SeedTenant.ts"

/** What an emulator takes for the present: the real time, one that is ahead or behind, or one that stands still. */
export const ClockSetting = Schema.Union([
  Schema.Struct({ mode: Schema.Literal("real") }),
  Schema.Struct({
    mode: Schema.Literal("shifted"),
    seconds: Schema.Finite.annotate({ description: "Ahead of the real time; behind, if negative." })
  }),
  Schema.Struct({ mode: Schema.Literal("frozen"), time: Time })
])

/** What an emulator takes for the present. */
export type ClockSetting = typeof ClockSetting.Type

/** A clock that can be set. */
export interface SettableClock {
  readonly clock: Clock.Clock
  readonly setting: () => ClockSetting
  readonly set: (setting: ClockSetting) => void
}

const nanosInMilli = 1_000_000n

/**
 * A clock that begins as `real`. Only what it calls the present can be set: waits take their real
 * time, and what measures durations goes on.
 */
export const makeSettableClock = (real: Clock.Clock): SettableClock => {
  let setting: ClockSetting = { mode: "real" }
  const now = (): number => {
    switch (setting.mode) {
      case "real":
        return real.currentTimeMillisUnsafe()
      case "shifted":
        return real.currentTimeMillisUnsafe() + Math.round(setting.seconds * 1000)
      case "frozen":
        return Date.parse(setting.time)
    }
  }
  const nanos = () => BigInt(now()) * nanosInMilli
  return {
    clock: {
      currentTimeMillisUnsafe: now,
      currentTimeMillis: Effect.sync(now),
      currentTimeNanosUnsafe: nanos,
      currentTimeNanos: Effect.sync(nanos),
      monotonicTimeNanosUnsafe: () => real.monotonicTimeNanosUnsafe(),
      monotonicTimeNanos: real.monotonicTimeNanos,
      sleep: (duration) => real.sleep(duration)
    },
    setting: () => setting,
    set: (wanted) => {
      setting = wanted
    }
  }
}
