import { entry, type KnownCode } from "@codearts/error-catalog"

/** What the listener refuses by itself, before any handler sees it. */
export interface Refusal {
  readonly status: number
  readonly error_code: string
  readonly error_msg: string
}

const documented = (error_code: KnownCode, status: number): Refusal => ({
  status,
  error_code,
  error_msg: entry(error_code, status).message
})

const requestError = (status: number, detail: string): Refusal => {
  const { error_code, error_msg } = documented("APIGW.0201", 400)
  return { status, error_code, error_msg: `${error_msg} ${detail}` }
}

/** A request that breaks a rule; `detail` names the rule and never repeats what was sent. */
export const malformed = (detail: string): Refusal => requestError(400, detail)

export const bodyTooLarge: Refusal = documented("APIGW.0201", 413)
export const targetTooLong: Refusal = documented("APIGW.0201", 414)
export const timedOut: Refusal = documented("UC.00011007", 408)
export const failed: Refusal = documented("UC.00010005", 500)

// The catalog has no row for the next three statuses: they are HTTP's, not the vendor's.
export const headersTooLarge: Refusal = { ...documented("APIGW.0201", 494), status: 431 }
export const misdirected: Refusal = requestError(421, "This server does not answer for that Host.")
export const versionNotSupported: Refusal = requestError(505, "Only HTTP/1.1 is served.")
