import { type Refusal, refuse, retryAfter } from "@codearts/admission"

/** What callers are told while the upstream knows the gateway by nothing: the fault is not theirs. */
export const notKnown = (wait: number): Refusal =>
  refuse(
    "APIGW.0608",
    500,
    "The upstream refuses the credentials of this gateway; nothing was carried out.",
    [retryAfter(wait)]
  )
