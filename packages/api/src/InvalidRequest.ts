import { Data } from "effect"

/** One broken rule: which field, and what it asks for. Never the value, which may be a secret. */
export interface Problem {
  /** Path of the field, for example `vpceps[0].vpcep_id`; empty for the request as a whole. */
  readonly field: string
  readonly rule: string
}

/** A request that the contract forbids; nothing was sent or done. */
export class InvalidRequest extends Data.TaggedError("InvalidRequest")<{
  readonly problems: ReadonlyArray<Problem>
}> {
  override get message() {
    return this.problems
      .map(({ field, rule }) => (field === "" ? rule : `${field}: ${rule}`))
      .join("; ")
  }
}
