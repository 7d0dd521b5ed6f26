import type { Wording } from "./wording.ts"

/** A status that the documents name. */
export interface StatusEntry extends Wording {
  readonly status: number
  /** The status as table 6-1 spells it, to the letter. */
  readonly message: string
}

const table = "API reference 2026-05-25, table 6-1"
// Not in table 6-1, and answered all the same.
const operations = "API reference 2026-05-25, 4.1"
const codes = "API reference 2026-05-25, 6.2"
const gateway = "API Gateway error codes 2025-10-20"

/** Every status of table 6-1, and three more that the documents answer with, in order. */
export const statuses: ReadonlyArray<StatusEntry> = [
  {
    status: 100,
    message: "Continue",
    title: "Continue",
    meaning: "The server has received the headers and waits for the body.",
    action: "Send the body; the final answer follows.",
    retry: { class: "never", reason: "The request is still under way." },
    source: table
  },
  {
    status: 101,
    message: "Switching Protocols",
    title: "Switching Protocols",
    meaning: "The server changes to the protocol that the request proposed.",
    action: "Leave the Upgrade header out, as no operation here uses another protocol.",
    retry: { class: "never", reason: "The request is still under way." },
    source: table
  },
  {
    status: 200,
    message: "OK",
    title: "OK",
    meaning: "The server did what was asked, and the body is the answer.",
    action: "Read the body.",
    retry: { class: "never", reason: "It is done, and a change is not to be made twice." },
    source: operations
  },
  {
    status: 201,
    message: "Created",
    title: "Created",
    meaning: "The server created what was asked for, such as a token.",
    action: "Read the body, and the headers that name what was created.",
    retry: { class: "never", reason: "It is done, and would be created twice." },
    source: table
  },
  {
    status: 202,
    message: "Accepted",
    title: "Accepted",
    meaning: "The server took the request and has not finished it.",
    action: "Read the state until it shows the result.",
    retry: { class: "read-then-decide", reason: "The work may still be done." },
    source: table
  },
  {
    status: 203,
    message: "Non-Authoritative Information",
    title: "Non-Authoritative Information",
    meaning: "The server did what was asked, and something between you and it changed the answer.",
    action: "Look for a proxy that rewrites answers, and go around it.",
    retry: { class: "never", reason: "It is done, and a change is not to be made twice." },
    source: table
  },
  {
    status: 204,
    message: "NoContent",
    title: "No Content",
    meaning: "The server did what was asked and has nothing to say; OPTIONS is answered so.",
    action: "Go on without a body.",
    retry: { class: "never", reason: "It is done, and a change is not to be made twice." },
    source: table
  },
  {
    status: 205,
    message: "Reset Content",
    title: "Reset Content",
    meaning: "The server did what was asked and wants the form that sent it emptied.",
    action: "Empty the form, if there is one.",
    retry: { class: "never", reason: "It is done, and a change is not to be made twice." },
    source: table
  },
  {
    status: 206,
    message: "Partial Content",
    title: "Partial Content",
    meaning: "The body is the part that the Range header asked for.",
    action: "Leave the Range header out to get all of it.",
    retry: { class: "never", reason: "The same range gives the same part." },
    source: table
  },
  {
    status: 300,
    message: "Multiple Choices",
    title: "Multiple Choices",
    meaning: "The resource is at several addresses, and the body lists them.",
    action: "Choose one of the addresses and configure it.",
    retry: { class: "never", reason: "The address must be chosen first." },
    source: table
  },
  {
    status: 301,
    message: "Moved Permanently",
    title: "Moved Permanently",
    meaning: "The resource has another address for good, which Location names.",
    action: "Check the new address, then configure it; credentials must not follow it unseen.",
    retry: { class: "never", reason: "The address must change first." },
    source: table
  },
  {
    status: 302,
    message: "Found",
    title: "Found",
    meaning: "The resource is at another address for the moment, which Location names.",
    action: "Look for a proxy or a login page that answers in place of the service.",
    retry: { class: "never", reason: "The address must change first." },
    source: table
  },
  {
    status: 303,
    message: "See Other",
    title: "See Other",
    meaning: "The answer is at another address, which Location names, and is to be read with GET.",
    action: "Check the address, then read it with GET.",
    retry: { class: "never", reason: "The request was taken, and its answer is elsewhere." },
    source: table
  },
  {
    status: 304,
    message: "Not Modified",
    title: "Not Modified",
    meaning: "The resource is as the copy that the request told of.",
    action: "Use that copy, or leave the If-None-Match and If-Modified-Since headers out.",
    retry: { class: "never", reason: "The copy is up to date." },
    source: table
  },
  {
    status: 305,
    message: "Use Proxy",
    title: "Use Proxy",
    meaning: "The resource is to be asked for through a proxy.",
    action:
      "Ask who runs the network for that proxy, and set HTTPS_PROXY to it; do not take its address from the answer.",
    retry: { class: "never", reason: "The way must change first." },
    source: table
  },
  {
    status: 306,
    message: "Unused",
    title: "Unused",
    meaning: "The status is no longer used, so no server here sends it.",
    action: "Check whether a proxy between you and the service gave this answer.",
    retry: { class: "never", reason: "Nothing about the request is expected to change it." },
    source: table
  },
  {
    status: 400,
    message: "BadRequest",
    title: "Bad Request",
    meaning: "The server found a fault in the request.",
    action: "Read the server's message, correct the parameter it names, and send a new request.",
    retry: { class: "never", reason: "The same request has the same fault." },
    source: table
  },
  {
    status: 401,
    message: "Unauthorized",
    title: "Unauthorized",
    meaning: "The credentials were refused, or they do not reach this resource.",
    action:
      "Check the token or the key, the clock, the region of the endpoint, and whether the user has the Tenant Administrator role.",
    retry: {
      class: "refresh-token",
      reason: "With a signature do not repeat it: five failures in a row lock the access key."
    },
    source: table
  },
  {
    status: 402,
    message: "Payment Required",
    title: "Payment Required",
    meaning: "The status is reserved and no documented operation answers with it.",
    action: "Check whether a proxy between you and the service gave this answer.",
    retry: { class: "never", reason: "Nothing about the request is expected to change it." },
    source: table
  },
  {
    status: 403,
    message: "Forbidden",
    title: "Forbidden",
    meaning: "The server understood the request and refuses to carry it out.",
    action:
      "Ask the owner of the account or the gateway for the permission, or change the request.",
    retry: { class: "never", reason: "The refusal stands until a permission changes." },
    source: table
  },
  {
    status: 404,
    message: "NotFound",
    title: "Not Found",
    meaning: "Nothing exists at this address, or under one of the ids.",
    action: "Check the host, the path and the ids against a fresh listing.",
    retry: { class: "never", reason: "What is absent does not appear by asking again." },
    source: table
  },
  {
    status: 405,
    message: "MethodNotAllowed",
    title: "Method Not Allowed",
    meaning: "The address exists, but does not take this method.",
    action: "Use a method that the Allow header of the answer, or the reference, names.",
    retry: { class: "never", reason: "The method is refused every time." },
    source: table
  },
  {
    status: 406,
    message: "Not Acceptable",
    title: "Not Acceptable",
    meaning: "The server cannot answer in a form that the Accept headers allow.",
    action: "Send Accept: application/json, or no Accept header.",
    retry: { class: "never", reason: "The headers must change first." },
    source: table
  },
  {
    status: 407,
    message: "Proxy Authentication Required",
    title: "Proxy Authentication Required",
    meaning: "A proxy on the way wants credentials of its own.",
    action: "Give the proxy its user and password, or exempt the host by NO_PROXY.",
    retry: { class: "never", reason: "The proxy lets nothing through without credentials." },
    source: table
  },
  {
    status: 408,
    message: "Request Time-out",
    title: "Request Timeout",
    meaning: "The server gave up waiting for the request to arrive in full.",
    action: "Check the connection, then send the request again as it was.",
    retry: { class: "backoff", reason: "The request was never complete, so nothing was done." },
    source: table
  },
  {
    status: 409,
    message: "Conflict",
    title: "Conflict",
    meaning: "The request collides with what exists, or with another change under way.",
    action: "Read the present state and build the request anew from it.",
    retry: { class: "read-then-decide", reason: "The state is not what the request assumed." },
    source: table
  },
  {
    status: 410,
    message: "Gone",
    title: "Gone",
    meaning: "The resource existed and was removed for good.",
    action: "Drop the id or the address from your configuration.",
    retry: { class: "never", reason: "It will not come back." },
    source: table
  },
  {
    status: 411,
    message: "Length Required",
    title: "Length Required",
    meaning: "The request has a body, but does not say how long it is.",
    action: "Send Content-Length, and look for a proxy that removes it.",
    retry: { class: "never", reason: "The header must be there first." },
    source: table
  },
  {
    status: 412,
    message: "Precondition Failed",
    title: "Precondition Failed",
    meaning: "A condition that the request set does not hold.",
    action: "Read the present state, then send the request with a condition that fits.",
    retry: { class: "never", reason: "The condition must change first." },
    source: table
  },
  {
    status: 413,
    message: "Request Entity Too Large",
    title: "Content Too Large",
    meaning: "The body is larger than the server takes; a signed one may have 12 MB.",
    action: "Split the request into smaller ones.",
    retry: { class: "never", reason: "The same body is too large every time." },
    source: table
  },
  {
    status: 414,
    message: "Request-URI Too Large",
    title: "URI Too Long",
    meaning: "The address with its query is longer than the server takes.",
    action: "Ask for fewer ids at once: at most 30 in vpcep_ids.",
    retry: { class: "never", reason: "The same address is too long every time." },
    source: table
  },
  {
    status: 415,
    message: "Unsupported Media Type",
    title: "Unsupported Media Type",
    meaning: "The server does not read a body of this content type.",
    action: "Send Content-Type: application/json with a JSON body.",
    retry: { class: "never", reason: "The header must change first." },
    source: table
  },
  {
    status: 416,
    message: "Requested range not satisfiable",
    title: "Range Not Satisfiable",
    meaning: "The request asks for a part that does not exist.",
    action: "Leave the Range header out.",
    retry: { class: "never", reason: "The header must change first." },
    source: table
  },
  {
    status: 417,
    message: "Expectation Failed",
    title: "Expectation Failed",
    meaning: "The server does not do what the Expect header asks.",
    action: "Leave the Expect header out.",
    retry: { class: "never", reason: "The header must change first." },
    source: table
  },
  {
    status: 422,
    message: "UnprocessableEntity",
    title: "Unprocessable Content",
    meaning: "The request is well formed, but its values make no sense together.",
    action: "Correct the values that the server's message names.",
    retry: { class: "never", reason: "The same values are refused every time." },
    source: table
  },
  {
    status: 424,
    message: "Failed Dependency",
    title: "Failed Dependency",
    meaning: "Another service that the request depends on failed.",
    action: "Read the state, then try again later; give support the request id if it goes on.",
    retry: { class: "read-then-decide", reason: "A part of a change may have been made." },
    source: codes
  },
  {
    status: 429,
    message: "TooManyRequests",
    title: "Too Many Requests",
    meaning: "More requests came than the server allows in this span of time.",
    action: "Wait as long as Retry-After says, then send fewer requests at a time.",
    retry: { class: "after", seconds: 1, reason: "The limit counts requests in a span of time." },
    source: table
  },
  {
    status: 494,
    message: "Request Header Too Large",
    title: "Request Header Too Large",
    meaning: "The headers are larger than the server takes.",
    action: "Remove the headers and cookies that are not needed.",
    retry: { class: "never", reason: "The same headers are too large every time." },
    source: gateway
  },
  {
    status: 500,
    message: "InternalServerError",
    title: "Internal Server Error",
    meaning: "The server failed while it worked on the request.",
    action: "Read the state, then try again later; give support the request id if it goes on.",
    retry: { class: "read-then-decide", reason: "A change may have been made before the failure." },
    source: table
  },
  {
    status: 501,
    message: "Not Implemented",
    title: "Not Implemented",
    meaning: "The server lacks what the request asks for.",
    action: "Use another operation; check the method and the region.",
    retry: { class: "never", reason: "The server will not learn it meanwhile." },
    source: table
  },
  {
    status: 502,
    message: "Bad Gateway",
    title: "Bad Gateway",
    meaning: "A gateway got no usable answer from the server behind it.",
    action: "Read the state, then try again; check the gateway if it goes on.",
    retry: { class: "read-then-decide", reason: "The server behind may have made a change." },
    source: table
  },
  {
    status: 503,
    message: "ServiceUnavailable",
    title: "Service Unavailable",
    meaning: "The service cannot take the request at the moment.",
    action: "Wait, longer each time and at least as long as Retry-After says, then send it again.",
    retry: {
      class: "backoff",
      reason:
        "We deviate from table 6-1, which forbids repeating it: an outage passes, and the request was not taken."
    },
    source: table
  },
  {
    status: 504,
    message: "ServerTimeout",
    title: "Gateway Timeout",
    meaning: "The server behind a gateway did not answer in time.",
    action: "Read the state, then try again; ask for smaller pages if it goes on.",
    retry: { class: "read-then-decide", reason: "The server behind may still make the change." },
    source: table
  },
  {
    status: 505,
    message: "HTTP Version not supported",
    title: "HTTP Version Not Supported",
    meaning: "The server does not speak this version of HTTP.",
    action: "Use HTTP/1.1.",
    retry: { class: "never", reason: "The version must change first." },
    source: table
  }
]
