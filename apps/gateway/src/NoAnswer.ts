import { type Refusal, refuse } from "@codearts/admission"
import { Data } from "effect"

/** The upstream gave no answer to a request. */
export class NoAnswer extends Data.TaggedError("NoAnswer")<{
  /** Whether a byte of the request may have left. */
  readonly sent: boolean
  /** Whether it was waited for as long as it may take. */
  readonly late: boolean
  /** Whether the upstream said something that is no answer, and would say it again. */
  readonly wrong: boolean
  readonly reason: string
}> {}

const perhapsDone = "The request may have been carried out: read before sending it again."

/** What the caller is told. */
export const refusalOf = ({ late, sent }: NoAnswer): Refusal => {
  if (sent) return refuse("APIGW.0201", late ? 504 : 502, perhapsDone)
  return late
    ? refuse("APIGW.0201", 504, "The upstream cannot be reached in time; nothing was sent.")
    : refuse("APIGW.0610", 502, "The upstream cannot be reached; nothing was sent.")
}
