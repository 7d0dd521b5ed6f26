import { Data } from "effect"

/** What kept the emulator from starting. */
export type StartProblem =
  | "CannotOpen"
  | "Damaged"
  | "InvalidSeed"
  | "InvalidSwitches"
  | "Locked"
  | "NewerSchema"
  | "NotOurs"

/** The emulator did not start; a store that was there before is as it was. */
export class EmulatorStartError extends Data.TaggedError("EmulatorStartError")<{
  readonly reason: StartProblem
  /** What happened and what to do about it, for a person. */
  readonly message: string
  readonly cause?: unknown
}> {}
