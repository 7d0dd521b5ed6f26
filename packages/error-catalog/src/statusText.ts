import { statuses } from "./statuses.ts"
import type { Wording } from "./wording.ts"

const source = "RFC 9110, section 15"

const interim: Wording = {
  title: "Interim answer",
  meaning: "The server says that the request is under way, with a status that is not documented.",
  action: "Wait for the final answer.",
  retry: { class: "never", reason: "The request is still under way." },
  source
}

const success: Wording = {
  title: "Success",
  meaning: "The server reports a success with a status that is not documented.",
  action: "Read the state to see what was done.",
  retry: { class: "read-then-decide", reason: "What was asked may have been carried out." },
  source
}

const redirect: Wording = {
  title: "Redirect",
  meaning: "The server points to another address, where credentials must not be sent unseen.",
  action: "Check the endpoint; if the new address is right, configure it.",
  retry: { class: "never", reason: "The address must change first." },
  source
}

const clientError: Wording = {
  title: "Refused",
  meaning: "The server refused the request with a status that is not documented.",
  action: "Read the server's message and correct the request.",
  retry: { class: "never", reason: "The server says that the request is at fault." },
  source
}

const serverError: Wording = {
  title: "Server failure",
  meaning: "The server failed with a status that is not documented.",
  action: "Read the state, then try again later; give support the request id if it goes on.",
  retry: { class: "read-then-decide", reason: "A change may have been made before the failure." },
  source
}

const unknown: Wording = {
  title: "Unknown error",
  meaning: "Neither the code nor the status says what happened.",
  action: "Read the server's message, and give support the request id if it does not help.",
  retry: { class: "read-then-decide", reason: "Whether a change was made is not known." },
  source
}

/** The texts of statuses that no table has: by the first digit, and for what is no status. */
export const classTexts = { interim, success, redirect, clientError, serverError, unknown }

/** The class of a status by its first digit; `unknown` for what is no status. */
export type StatusClass = keyof typeof classTexts

const classes: ReadonlyArray<StatusClass> = [
  "interim",
  "success",
  "redirect",
  "clientError",
  "serverError"
]

export const statusClass = (status: number | undefined): StatusClass =>
  classes[Math.trunc((status ?? 0) / 100) - 1] ?? "unknown"

/** What a status alone tells; one that is in no table gets the text of its class. */
export const statusText = (status: number | undefined): Wording =>
  statuses.find((known) => known.status === status) ?? classTexts[statusClass(status)]
