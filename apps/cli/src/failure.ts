import { explain } from "@codearts/error-catalog"
import { printable } from "./printable.ts"

/** A failure a command can end in. */
export interface Failure {
  readonly _tag: string
  readonly message: string
}

interface Answered extends Failure {
  readonly error_code: string
  readonly error_msg: string
  readonly request_id?: string
  readonly status: number
}

const isAnswer = (failure: Failure): failure is Answered => "error_code" in failure

/** The server's echo of a request it could not verify fills a screen; `codearts sign` shows our side of it. */
const withoutEcho = (message: string) => message.replace(/(canonicalRequest:).*$/su, "$1...")

const answered = ({ error_code, error_msg, request_id, status }: Answered): string => {
  const { action, meaning } = explain({ error_code, error_msg, status })
  const request = request_id === undefined ? "" : ` (request ${printable(request_id)})`
  return [
    `error: ${status} ${printable(error_code)} ${printable(withoutEcho(error_msg))}`,
    `  why:  ${meaning}`,
    `  do:   ${action}`,
    `  more: codearts error explain ${printable(error_code)}${request}`
  ].join("\n")
}

/** A failure for a person, on stderr: what, why, what to do, and where to read more. Never a stack. */
export const failureText = (failure: Failure): string =>
  isAnswer(failure) ? answered(failure) : `error: ${printable(failure.message)}`
