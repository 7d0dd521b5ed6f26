import { VpcepId } from "@codearts/api"
import { Schema } from "effect"
import { Count, Digest, Line } from "./fields.ts"

const ids = Schema.Array(VpcepId)

/** What an answer to a deletion tells: done, refused for sure, some ids not there, or nothing. */
const Answered = Schema.Struct({
  event: Schema.Literal("answered"),
  chunk: Count,
  answer: Schema.Literals(["deleted", "refused", "absent", "unclear"]),
  status: Schema.optionalKey(Count),
  error_code: Schema.optionalKey(Schema.String),
  request_id: Schema.optionalKey(Schema.String),
  detail: Schema.optionalKey(Schema.String)
})

/** Everything that happens while a plan is applied, in the words of the journal. */
export const ApplyEvent = Schema.Union([
  Schema.Struct({
    event: Schema.Literal("started"),
    plan: Digest,
    /** Digest of the snapshot taken just before. */
    before: Digest,
    tool: Schema.Struct({ name: Line, version: Line })
  }),
  Schema.Struct({ event: Schema.Literal("resumed") }),
  Schema.Struct({ event: Schema.Literal("looked"), chunk: Count, present: ids }),
  // Written before the request leaves: whoever finds it last in a journal must look first.
  Schema.Struct({ event: Schema.Literal("deleting"), chunk: Count, vpcep_ids: ids }),
  Answered,
  Schema.Struct({ event: Schema.Literal("finished") })
])

/** Something that happened while a plan was applied. */
export type ApplyEvent = typeof ApplyEvent.Type

/** An answer to a deletion. */
export type Answered = typeof Answered.Type
