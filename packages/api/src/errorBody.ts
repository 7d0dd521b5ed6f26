import { Option, Predicate, Schema } from "effect"
import { open } from "./open.ts"
import type { ErrorFields } from "./errors.ts"

/** The error body of every data-plane refusal. Tables 4-5, 4-6 and 4-12 to 4-14. */
export const ErrorBody = open({
  error_code: Schema.String.annotate({
    description: "Code of the error, for example UC.00011005."
  }),
  error_msg: Schema.String.annotate({ description: "What the server says about it." }),
  request_id: Schema.optionalKey(
    Schema.String.annotate({ description: "Id of the request, to quote to support." })
  )
}).annotate({ identifier: "Error" })

/** The error body of the identity service's token operations, whose code is the status. */
export const IamErrorBody = open({
  error: open({
    code: Schema.Int.annotate({ description: "The HTTP status." }),
    message: Schema.String.annotate({ description: "What the server says about it." }),
    title: Schema.optionalKey(Schema.String.annotate({ description: "The status in words." }))
  })
}).annotate({ identifier: "IamError" })

/** The error body, written the one way this API has. */
export const writeErrorBody = (fields: ErrorFields): string =>
  JSON.stringify({
    error_code: fields.error_code,
    error_msg: fields.error_msg,
    ...(fields.request_id !== undefined && { request_id: fields.request_id })
  })

/** IAM's token operations answer in the identity service's own shape. */
export const writeIamErrorBody = (code: number, title: string, message: string): string =>
  JSON.stringify({ error: { code, message, title } })

/** The spellings the cloud's services use, most specific first. */
const spellings = [
  ["error_code", "error_msg"],
  ["errorCode", "errorMsg"],
  ["code", "message"]
] as const

type Said = Pick<ErrorFields, "error_code" | "error_msg">

const textOf = (body: unknown, name: string): string | undefined => {
  const value = Predicate.hasProperty(body, name) ? body[name] : undefined
  if (Predicate.isNumber(value)) return String(value)
  return Predicate.isString(value) && value !== "" ? value : undefined
}

const readFields = (body: unknown): Said | undefined => {
  for (const [code, message] of spellings) {
    const error_code = textOf(body, code)
    if (error_code !== undefined) return { error_code, error_msg: textOf(body, message) ?? "" }
  }
  return undefined
}

const readNested = (body: unknown): Said | undefined =>
  Predicate.hasProperty(body, "error") ? readFields(body.error) : undefined

const readText = (status: number, body: string): Said => ({
  error_code: `HTTP.${status}`,
  error_msg: body.trim().slice(0, 1000)
})

const parseJson = Option.liftThrowable((text: string): unknown => JSON.parse(text))

/**
 * What a refusal says, whatever shape it came in: this API's, IAM's nested and numeric ones, the
 * gateways', HTML, or nothing. Never throws. Without a code in the body the code is `HTTP.` and the
 * status, and the message is the first 1,000 characters of the text.
 */
export const readErrorBody = (status: number, body: string, requestId?: string): ErrorFields => {
  const json = Option.getOrUndefined(parseJson(body))
  const request_id = textOf(json, "request_id") ?? requestId
  return {
    ...(readFields(json) ?? readNested(json) ?? readText(status, body)),
    ...(request_id !== undefined && { request_id })
  }
}
