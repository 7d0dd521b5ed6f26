import type { Retry } from "./retry.ts"

/** Why IAM refused the credentials, as the text after the message of `APIGW.0301` tells it. */
export interface Reason {
  /** What the server writes, with `…` for the part that varies. */
  readonly texts: ReadonlyArray<string>
  readonly cause: string
  readonly action: string
  readonly retry: Retry
}

/** The documented and observed reasons; the first whose text occurs in a message applies. */
export const reasons: ReadonlyArray<Reason> = [
  {
    texts: ["verify aksk signature fail"],
    cause:
      "The signature does not fit the request as it arrived, or the secret key is not the one of this access key.",
    action:
      "Compare the canonical request that the message echoes with your own, line by line; where they are equal, the secret key is wrong. If they differ, look for a proxy that changes the path, the query, a signed header or the body.",
    retry: { class: "never", reason: "Five wrong signatures in a row lock the access key." }
  },
  {
    texts: ["signature expired"],
    cause: "X-Sdk-Date is more than 15 minutes away from the clock of the server.",
    action:
      "Synchronise the clock of the machine by NTP, and sign each attempt anew instead of reusing headers.",
    retry: { class: "fix-clock", reason: "The Date header of the answer shows the right time." }
  },
  {
    texts: ["ak … not exist", "err:ak not exist"],
    cause: "The access key is unknown: it was mistyped, deleted, or made in another cloud.",
    action:
      "Compare the access key with My Credentials, Access Keys in the console. A temporary key also needs its X-Security-Token.",
    retry: { class: "never", reason: "An unknown key stays unknown." }
  },
  {
    texts: ["AK access failed to reach the limit"],
    cause: "Too many wrong signatures in a row were sent with this access key, so it is locked.",
    action:
      "Stop every program that uses the key, wait five minutes, correct its secret key or the clock, and try with a single request.",
    retry: { class: "locked-out", seconds: 300, reason: "Requests in between go on failing." }
  },
  {
    texts: ["decrypt token fail"],
    cause: "The token cannot be read: it is cut short, altered, or issued by another environment.",
    action:
      "Get a token from the IAM endpoint of the same cloud and region, and send the whole X-Subject-Token value as X-Auth-Token.",
    retry: {
      class: "refresh-token",
      reason: "If a new token fails too, the IAM endpoint is wrong."
    }
  },
  {
    texts: ["x-auth-token not found"],
    cause: "The request arrived with neither a token nor a signature.",
    action:
      "Send X-Auth-Token, or sign the request; if you do, look for a proxy that removes the header.",
    retry: { class: "never", reason: "The request carries nothing to check." }
  },
  {
    texts: ["token expires"],
    cause: "The token has expired; it lives 24 hours at most.",
    action: "Get a new token, and renew it before the time in expires_at.",
    retry: { class: "refresh-token", reason: "A new token is all that is missing." }
  }
]

// The echo of the whole request may follow the reason, and may hold anything.
const longestReason = 500

const occurs = (text: string, message: string): boolean => {
  let from = 0
  for (const part of text.toLowerCase().split("…")) {
    const found = message.indexOf(part, from)
    if (found === -1) return false
    from = found + part.length
  }
  return true
}

export const reasonIn = (message: string): Reason | undefined => {
  const start = message.slice(0, longestReason).toLowerCase()
  return reasons.find(({ texts }) => texts.some((text) => occurs(text, start)))
}
