import { Data } from "effect"

/** The upstream's answer began, and will never be whole: its caller must not take it for that. */
export class AnswerCut extends Data.TaggedError("AnswerCut")<{ readonly reason: string }> {}
