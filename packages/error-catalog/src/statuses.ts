import type { Retry } from "./retry.ts"

/** What an HTTP status alone tells, for an answer whose code is not documented. */
export interface StatusText {
  readonly title: string
  readonly meaning: string
  readonly action: string
  readonly retry: Retry
}

const statuses: Readonly<Record<number, StatusText>> = {
  400: {
    title: "Bad request",
    meaning: "The server found a fault in the request.",
    action: "Read the server's message, correct the parameter it names, and send a new request.",
    retry: { class: "never", reason: "The same request has the same fault." }
  },
  401: {
    title: "Unauthorized",
    meaning: "The credentials were refused, or they do not reach this resource.",
    action:
      "Check the token or the key, the clock, the region of the endpoint, and whether the user has the Tenant Administrator role.",
    retry: {
      class: "refresh-token",
      reason: "With a signature do not repeat it: five failures in a row lock the access key."
    }
  },
  402: {
    title: "Payment required",
    meaning: "The status is reserved and no documented operation answers with it.",
    action: "Check whether a proxy between you and the service gave this answer.",
    retry: { class: "never", reason: "Nothing about the request is expected to change it." }
  },
  403: {
    title: "Forbidden",
    meaning: "The server understood the request and refuses to carry it out.",
    action:
      "Ask the owner of the account or the gateway for the permission, or change the request.",
    retry: { class: "never", reason: "The refusal stands until a permission changes." }
  },
  404: {
    title: "Not found",
    meaning: "Nothing exists at this address, or under one of the ids.",
    action: "Check the host, the path and the ids against a fresh listing.",
    retry: { class: "never", reason: "What is absent does not appear by asking again." }
  },
  405: {
    title: "Method not allowed",
    meaning: "The address exists, but does not take this method.",
    action: "Use a method that the Allow header of the answer, or the reference, names.",
    retry: { class: "never", reason: "The method is refused every time." }
  },
  406: {
    title: "Not acceptable",
    meaning: "The server cannot answer in a form that the Accept headers allow.",
    action: "Send Accept: application/json, or no Accept header.",
    retry: { class: "never", reason: "The headers must change first." }
  },
  407: {
    title: "Proxy authentication required",
    meaning: "A proxy on the way wants credentials of its own.",
    action: "Give the proxy its user and password, or exempt the host by NO_PROXY.",
    retry: { class: "never", reason: "The proxy lets nothing through without credentials." }
  },
  408: {
    title: "Request timeout",
    meaning: "The server gave up waiting for the request to arrive in full.",
    action: "Check the connection, then send the request again as it was.",
    retry: { class: "backoff", reason: "The request was never complete, so nothing was done." }
  },
  409: {
    title: "Conflict",
    meaning: "The request collides with what exists, or with another change under way.",
    action: "Read the present state and build the request anew from it.",
    retry: { class: "read-then-decide", reason: "The state is not what the request assumed." }
  },
  410: {
    title: "Gone",
    meaning: "The resource existed and was removed for good.",
    action: "Drop the id or the address from your configuration.",
    retry: { class: "never", reason: "It will not come back." }
  },
  411: {
    title: "Length required",
    meaning: "The request has a body, but does not say how long it is.",
    action: "Send Content-Length, and look for a proxy that removes it.",
    retry: { class: "never", reason: "The header must be there first." }
  },
  412: {
    title: "Precondition failed",
    meaning: "A condition that the request set does not hold.",
    action: "Read the present state, then send the request with a condition that fits.",
    retry: { class: "never", reason: "The condition must change first." }
  },
  413: {
    title: "Content too large",
    meaning: "The body is larger than the server takes; a signed one may have 12 MB.",
    action: "Split the request into smaller ones.",
    retry: { class: "never", reason: "The same body is too large every time." }
  },
  414: {
    title: "URI too long",
    meaning: "The address with its query is longer than the server takes.",
    action: "Ask for fewer ids at once: at most 30 in vpcep_ids.",
    retry: { class: "never", reason: "The same address is too long every time." }
  },
  415: {
    title: "Unsupported media type",
    meaning: "The server does not read a body of this content type.",
    action: "Send Content-Type: application/json with a JSON body.",
    retry: { class: "never", reason: "The header must change first." }
  },
  416: {
    title: "Range not satisfiable",
    meaning: "The request asks for a part that does not exist.",
    action: "Leave the Range header out.",
    retry: { class: "never", reason: "The header must change first." }
  },
  417: {
    title: "Expectation failed",
    meaning: "The server does not do what the Expect header asks.",
    action: "Leave the Expect header out.",
    retry: { class: "never", reason: "The header must change first." }
  },
  422: {
    title: "Unprocessable content",
    meaning: "The request is well formed, but its values make no sense together.",
    action: "Correct the values that the server's message names.",
    retry: { class: "never", reason: "The same values are refused every time." }
  },
  424: {
    title: "Failed dependency",
    meaning: "Another service that the request depends on failed.",
    action: "Read the state, then try again later; give support the request id if it goes on.",
    retry: { class: "read-then-decide", reason: "A part of a change may have been made." }
  },
  429: {
    title: "Too many requests",
    meaning: "More requests came than the server allows in this span of time.",
    action: "Wait as long as Retry-After says, then send fewer requests at a time.",
    retry: { class: "after", seconds: 1, reason: "The limit counts requests in a span of time." }
  },
  494: {
    title: "Request headers too large",
    meaning: "The headers are larger than the server takes.",
    action: "Remove the headers and cookies that are not needed.",
    retry: { class: "never", reason: "The same headers are too large every time." }
  },
  500: {
    title: "Internal server error",
    meaning: "The server failed while it worked on the request.",
    action: "Read the state, then try again later; give support the request id if it goes on.",
    retry: { class: "read-then-decide", reason: "A change may have been made before the failure." }
  },
  501: {
    title: "Not implemented",
    meaning: "The server lacks what the request asks for.",
    action: "Use another operation; check the method and the region.",
    retry: { class: "never", reason: "The server will not learn it meanwhile." }
  },
  502: {
    title: "Bad gateway",
    meaning: "A gateway got no usable answer from the server behind it.",
    action: "Read the state, then try again; check the gateway if it goes on.",
    retry: { class: "read-then-decide", reason: "The server behind may have made a change." }
  },
  503: {
    title: "Service unavailable",
    meaning: "The service cannot take the request at the moment.",
    action: "Wait, longer each time and at least as long as Retry-After says, then send it again.",
    retry: {
      class: "backoff",
      reason:
        "We deviate from table 6-1, which forbids repeating it: an outage passes, and the request was not taken."
    }
  },
  504: {
    title: "Gateway timeout",
    meaning: "The server behind a gateway did not answer in time.",
    action: "Read the state, then try again; ask for smaller pages if it goes on.",
    retry: { class: "read-then-decide", reason: "The server behind may still make the change." }
  },
  505: {
    title: "HTTP version not supported",
    meaning: "The server does not speak this version of HTTP.",
    action: "Use HTTP/1.1.",
    retry: { class: "never", reason: "The version must change first." }
  }
}

const redirect: StatusText = {
  title: "Redirect",
  meaning: "The server points to another address, where credentials must not be sent unseen.",
  action: "Check the endpoint; if the new address is right, configure it.",
  retry: { class: "never", reason: "The address must change first." }
}

const clientError: StatusText = {
  title: "Refused",
  meaning: "The server refused the request with a status that is not documented.",
  action: "Read the server's message and correct the request.",
  retry: { class: "never", reason: "The server says that the request is at fault." }
}

const serverError: StatusText = {
  title: "Server failure",
  meaning: "The server failed with a status that is not documented.",
  action: "Read the state, then try again later; give support the request id if it goes on.",
  retry: { class: "read-then-decide", reason: "A change may have been made before the failure." }
}

const unknown: StatusText = {
  title: "Unknown error",
  meaning: "Neither the code nor the status says what happened.",
  action: "Read the server's message, and give support the request id if it does not help.",
  retry: { class: "read-then-decide", reason: "Whether a change was made is not known." }
}

const statusClass = (status: number): StatusText => {
  if (status >= 300 && status < 400) return redirect
  if (status >= 400 && status < 500) return clientError
  if (status >= 500 && status < 600) return serverError
  return unknown
}

/** What a status alone tells; one that is in no table gets the text of its class. */
export const statusText = (status: number | undefined): StatusText =>
  status === undefined ? unknown : (statuses[status] ?? statusClass(status))
