import type { Target } from "./reading.ts"
import type { Header } from "./headers.ts"
import { type Refusal, refuse } from "./refusal.ts"
import { formatSdkDate, parseSdkDate } from "./sdkDate.ts"
import { payloadHashOf, type SigningAlgorithm } from "./signingAlgorithm.ts"

/** A request as it came off the wire, before anything of it was decoded or parsed. */
export interface ReceivedRequest {
  readonly method: string
  /** The request-target in origin form: path and query, as they arrived. */
  readonly target: string
  /** In the encoding of Node's `rawHeaders`: one character a byte. */
  readonly headers: ReadonlyArray<Header>
  readonly body: Uint8Array
}

const token = /^[\w!#$%&'*+.^`|~-]+$/
const visible = /^[\x21-\x7e]*$/
const originForm = /^\/[\x21-\x7e]*$/

export const checkRequestLine = (
  method: string,
  { path, plain, query }: Target
): Refusal | undefined =>
  token.test(method) && originForm.test(path) && (plain || visible.test(query))
    ? undefined
    : refuse(
        "request-line-malformed",
        "the request-target must be a path that begins with / and holds visible ASCII only"
      )

/** How far a request's date may lie from the verifier's clock, either way, in milliseconds. */
export const dateWindow = 15 * 60 * 1000

/** The date of the request, refused where it lies too far from `now`. */
export const readDate = (text: string | undefined, now: Date): Date | Refusal => {
  if (text === undefined) return refuse("date-missing", "there is no X-Sdk-Date header")
  const date = parseSdkDate(text)
  if (date === undefined)
    return refuse("date-malformed", "X-Sdk-Date must be a real date spelled YYYYMMDDTHHMMSSZ")
  if (Math.abs(now.getTime() - date.getTime()) <= dateWindow) return date
  return refuse(
    "date-out-of-window",
    `signature expired, signature time:${text},server time:${formatSdkDate(now)}`
  )
}

/** The hash of the body; one that is claimed is compared with it, never believed. */
export const readPayloadHash = (
  claimed: string | undefined,
  body: Uint8Array,
  algorithm: SigningAlgorithm
): string | Refusal => {
  if (claimed === "UNSIGNED-PAYLOAD")
    return refuse("unsigned-payload", "UNSIGNED-PAYLOAD is not accepted, the body must be signed")
  const actual = payloadHashOf(algorithm, body)
  return claimed === undefined || claimed === actual
    ? actual
    : refuse(
        "payload-hash-mismatch",
        `${algorithm.payloadHashHeader} is not the ${algorithm.hashTitle} of the body received`
      )
}
