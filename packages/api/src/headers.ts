import { Schema } from "effect"
import { text } from "./fields.ts"

const visible = text(/^[\x21-\x7e]+$/u, "visible ASCII characters")

/**
 * The headers that any request may carry, whatever its operation: an operation's own, such as
 * `region`, are with the operation. Sections 3.1 and 3.2.
 */
export const RequestHeaders = Schema.Struct({
  "Content-Type": Schema.Literals(["application/json", "application/json; charset=utf-8"]).annotate(
    {
      description: "Type of the body; with charset=utf-8 where it holds more than ASCII."
    }
  ),
  Authorization: Schema.optionalKey(
    Schema.String.annotate({ description: "Signature made with an access key." })
  ),
  "X-Sdk-Date": Schema.optionalKey(
    text(/^\d{8}T\d{6}Z$/u, "a time in UTC such as 20240416T095341Z").annotate({
      description:
        "When the request is signed, at most 15 minutes from the server's clock: mandatory with a signature."
    })
  ),
  "X-Auth-Token": Schema.optionalKey(
    visible.annotate({ description: "Token: mandatory without a signature." })
  ),
  "X-Security-Token": Schema.optionalKey(
    visible.annotate({ description: "The security_token of a temporary access key." })
  ),
  "X-Project-Id": Schema.optionalKey(
    visible.annotate({
      description: "Project the request is for: mandatory with a signature in a subproject."
    })
  ),
  "X-Domain-Id": Schema.optionalKey(
    visible.annotate({
      description: "Account the request is for: needed with a signature at global services."
    })
  )
})

/** A header of answers. */
export interface AnswerHeader {
  readonly name: string
  /** Where it is the same in every answer. */
  readonly value?: string
  readonly description: string
  /** Whose answers have it, where not everyone's do. */
  readonly group?: "iam"
}

/** The headers that answers have beside their own. Figure 3-2. */
export const answerHeaders: ReadonlyArray<AnswerHeader> = [
  {
    name: "X-Frame-Options",
    value: "SAMEORIGIN",
    description: "Browsers show the answer in frames of its own origin only."
  },
  {
    name: "X-IAM-ETag-id",
    description: "Of the identity service alone, for its support.",
    group: "iam"
  },
  { name: "Transfer-Encoding", description: "chunked where the length is not known beforehand." },
  {
    name: "Strict-Transport-Security",
    value: "max-age=31536000; includeSubdomains;",
    description: "Browsers come back by https only."
  },
  { name: "Server", value: "api-gateway", description: "Who answers." },
  { name: "X-Request-Id", description: "Id of the request, to quote to support." },
  {
    name: "X-Content-Type-Options",
    value: "nosniff",
    description: "Browsers take the content type as it is."
  },
  { name: "Connection", description: "Whether the connection stays open." },
  {
    name: "X-Download-Options",
    value: "noopen",
    description: "Browsers do not open a download on the spot."
  },
  {
    name: "X-XSS-Protection",
    value: "1; mode=block;",
    description: "Old browsers stop at a script they suspect."
  },
  {
    name: "X-IAM-Trace-Id",
    description: "Id of the request at the identity service, to quote to support.",
    group: "iam"
  },
  { name: "Date", description: "When the answer was made: the server's clock." },
  { name: "Content-Type", description: "application/json, with or without a charset." }
]
