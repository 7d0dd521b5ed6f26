import { writeErrorBody, writeIamErrorBody } from "@codearts/api"
import { entry, type KnownCode } from "@codearts/error-catalog"
import type { Answer, Headers } from "@codearts/ingress"
import { Data } from "effect"
import { STATUS_CODES } from "node:http"
import { json } from "./answer.ts"

/** What the sender of a refused request is told. */
export interface RefusalFields {
  readonly status: number
  readonly error_code: string
  readonly error_msg: string
  readonly headers?: Headers
}

/** A request that is not carried out. */
export class Refusal extends Data.TaggedError("Refusal")<RefusalFields> {}

const longestDetail = 1000

/** A refusal by a documented code; the detail says more than the catalogue's message does. */
export const refuse = (
  code: KnownCode,
  status: number,
  detail?: string,
  headers: Headers = []
): Refusal => {
  const { message } = entry(code, status)
  const error_msg = detail === undefined ? message : `${message} ${detail.slice(0, longestDetail)}`
  return new Refusal({ status, error_code: code, error_msg, headers })
}

/** A refusal of credentials, which the gateway explains after a colon. */
export const refuseCredentials = (code: "APIGW.0301" | "APIGW.0305", reason: string): Refusal => {
  const { message } = entry(code, 401)
  return new Refusal({
    status: 401,
    error_code: code,
    error_msg: `${message.replace(/\.$/u, "")}: ${reason}`
  })
}

/** The answer to a refusal. Tables 4-5, 4-6 and 4-12 to 4-14. */
export const refusalAnswer = (
  { error_code, error_msg, headers, status }: RefusalFields,
  request_id: string
): Answer => json(status, writeErrorBody({ error_code, error_msg, request_id }), headers)

/** The answer to a refusal where tokens are issued: the identity service has a shape of its own. */
export const iamRefusalAnswer = ({ error_msg, status }: RefusalFields): Answer =>
  json(status, writeIamErrorBody(status, STATUS_CODES[status] ?? "", error_msg))
