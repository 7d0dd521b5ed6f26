import type * as Client from "@codearts/client"
import { explain, lookup } from "@codearts/error-catalog"
import type * as Own from "./errors.ts"
import { printable } from "./printable.ts"

/** How a command can fail once its command line is understood. */
export type Failure =
  | Client.Failure
  | Client.IncompleteListing
  | Client.InvalidConnection
  | Client.InvalidEndpoint
  | InstanceType<(typeof Own)[keyof typeof Own]>

/** What a failure is told by. */
export interface Told {
  readonly _tag: string
  readonly message: string
}

interface Answered extends Told {
  readonly error_code: string
  readonly error_msg: string
  readonly request_id?: string
  readonly status: number
}

const isAnswer = (failure: Told): failure is Answered => "error_code" in failure

/** Thirty ids fit, a screen of a server's text does not. */
const longest = 1400

const shortened = (message: string) =>
  printable(message.length > longest ? `${message.slice(0, longest)}...` : message)

// With a signature that does not fit, the server echoes the whole request: a screen that hides what to do.
const echo = /(canonicalRequest:).*$/su

const secretKeyAction =
  "Check that HUAWEICLOUD_SDK_SK is the secret key of HUAWEICLOUD_SDK_AK. If it is, look for a proxy that changes requests."

const furtherReading = (code: string, status: number) =>
  lookup(code).length > 1
    ? `codearts error explain ${code} --status ${status}`
    : `codearts error explain ${code}`

const answered = ({ error_code, error_msg, request_id, status }: Answered): string => {
  const { action, known, meaning } = explain({ error_code, error_msg, status })
  const code = printable(error_code)
  return [
    `error: ${[status, code, shortened(error_msg.replace(echo, "$1..."))].join(" ").trim()}`,
    `  why:  ${meaning}`,
    `  do:   ${echo.test(error_msg) ? secretKeyAction : action}`,
    ...(known ? [`  more: ${furtherReading(code, status)}`] : []),
    ...(request_id === undefined ? [] : [`  id:   ${printable(request_id)} (of the request)`])
  ].join("\n")
}

const actions = {
  IncompleteListing: "Run the command again.",
  NoAnswer: "Check the network, the region and the endpoint.",
  NotListed: "See what is in it: codearts vpcep list",
  PartlyDeleted: "See what is left: codearts vpcep list",
  UnknownOutcome: "The deletion may have been carried out. See what is left: codearts vpcep list",
  UnreadableAnswer: "Check that the endpoint serves this API: the answer is not one of its own."
} satisfies Partial<Record<Failure["_tag"], string>>

const actionOf: ReadonlyMap<string, string> = new Map(Object.entries(actions))

/** A failure for a person, on stderr: what, why, what to do, and where to read more. Never a stack. */
export const failureText = (failure: Told): string => {
  if (isAnswer(failure)) return answered(failure)
  const action = actionOf.get(failure._tag)
  const text = `error: ${shortened(failure.message)}`
  return action === undefined ? text : `${text}\n  do:   ${action}`
}
