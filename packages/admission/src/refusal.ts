import { entry, type KnownCode } from "@codearts/error-catalog"
import type { Headers } from "@codearts/ingress"
import { Data } from "effect"

/** What the sender of a refused request is told. */
export interface RefusalFields {
  readonly status: number
  readonly error_code: string
  readonly error_msg: string
  readonly headers?: Headers
  /** For the log of who refuses; it is told to nobody else. */
  readonly cause?: unknown
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

/** A refusal of credentials, whose reason stands after a colon as the cloud writes it. */
export const refuseCredentials = (code: "APIGW.0301" | "APIGW.0305", reason: string): Refusal => {
  const { message } = entry(code, 401)
  const error_msg = `${message.replace(/\.$/u, "")}: ${reason}`
  return new Refusal({ status: 401, error_code: code, error_msg })
}
