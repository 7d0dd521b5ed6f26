import { family } from "../entry.ts"

export const apigw = /* @__PURE__ */ family("APIGW", "API Gateway error codes 2025-10-20", [
  {
    code: "APIGW.0101",
    status: 404,
    message: "The API does not exist or has not been published in the environment.",
    otherMessages: ["The API does not exist."],
    meaning:
      "No published API fits the host, the method and the path; it says nothing about any entry.",
    action:
      "Check the host against the region, the path letter by letter (/v2/vpceps has no slash at its end), and the method.",
    retry: { class: "never", reason: "The address is wrong, not the moment." }
  },
  {
    code: "APIGW.0103",
    status: 404,
    message: "The backend does not exist.",
    meaning: "The gateway knows the API, but has no server behind it.",
    action: "Report the host, the path and the request id to technical support.",
    retry: { class: "never", reason: "The provider must configure it first." }
  },
  {
    code: "APIGW.0104",
    status: 400,
    message: "The plug-ins do not exist.",
    meaning: "The gateway lacks the settings of a plug-in that the API uses.",
    action: "Report the path and the request id to technical support.",
    retry: { class: "never", reason: "The provider must configure it first." }
  },
  {
    code: "APIGW.0105",
    status: 400,
    message: "The backend configurations do not exist.",
    meaning: "The gateway lacks the settings that lead to the server behind the API.",
    action: "Report the path and the request id to technical support.",
    retry: { class: "never", reason: "The provider must configure it first." }
  },
  {
    code: "APIGW.0106",
    status: 400,
    message: "Orchestration error.",
    meaning:
      "The gateway could not turn the parameters of the request into those of the server behind.",
    action:
      "Send every documented parameter, each once and in its place: path, query, header or body.",
    retry: { class: "never", reason: "The same parameters fail every time." }
  },
  {
    code: "APIGW.0201",
    status: 400,
    message: "API request error.",
    meaning: "The gateway could not parse the request.",
    action:
      "Send valid HTTP/1.1: one Host, a path without empty or dot segments, correct percent-encoding, and a body as long as it says.",
    retry: { class: "never", reason: "The same request has the same fault." }
  },
  {
    code: "APIGW.0201",
    status: 413,
    message: "Request entity too large.",
    meaning: "The body is over 12 MB, the most that a signed request may carry.",
    action: "Split the request: delete in lists of about 30 ids.",
    retry: { class: "never", reason: "The same body is too large every time." }
  },
  {
    code: "APIGW.0201",
    status: 414,
    message: "Request URI too large.",
    meaning: "The address with its query is longer than the gateway takes, about 32 KB.",
    action: "Ask for at most 30 ids in vpcep_ids, in several requests if need be.",
    retry: { class: "never", reason: "The same address is too long every time." }
  },
  {
    code: "APIGW.0201",
    status: 494,
    message: "Request headers too large.",
    meaning: "One header is over 32 KB, or all headers together are over 128 KB.",
    action:
      "Remove headers and cookies that are not needed, and get a token without its catalog (nocatalog=true).",
    retry: { class: "never", reason: "The same headers are too large every time." }
  },
  {
    code: "APIGW.0201",
    status: 502,
    message: "Backend unavailable.",
    meaning: "The gateway lost, or never reached, the server behind it.",
    action: "After a deletion, list the entries to see whether it was made; then try again.",
    retry: { class: "read-then-decide", reason: "The server behind may have made a change." }
  },
  {
    code: "APIGW.0201",
    status: 504,
    message: "Backend timeout.",
    meaning: "The server behind the gateway did not answer in time, and may still be working.",
    action:
      "After a deletion, wait and list the entries to see whether it was made. If a list is too slow, ask for smaller pages.",
    retry: { class: "read-then-decide", reason: "The server behind may still make the change." }
  },
  {
    code: "APIGW.0301",
    status: 401,
    message: "Incorrect IAM authentication information.",
    meaning: "The token or the signature was not accepted; the text after the message says why.",
    action:
      "Read that reason. Without one, check in this order: the clock (at most 15 minutes off), the access key and its secret key, the age and the region of the token, and a proxy that changes what was signed.",
    retry: {
      class: "refresh-token",
      reason: "With a signature do not repeat it: five failures in a row lock the access key."
    }
  },
  {
    code: "APIGW.0302",
    status: 403,
    message: "The IAM user is not authorized to access the API.",
    meaning:
      "The user is known, but a list or a policy of the gateway keeps the user from this API.",
    action:
      "Ask whoever runs the gateway to allow this user for the operation, the enterprise_id, the region and the vpcep_id in question.",
    retry: { class: "never", reason: "The refusal stands until the policy changes." }
  },
  {
    code: "APIGW.0303",
    status: 401,
    message: "Incorrect app authentication information.",
    meaning: "The app key, its signature or the AppCode was not accepted.",
    action:
      "Use IAM credentials for CodeArts. If an app key is really meant, compare method, path, query and body with what was signed, and check the clock.",
    retry: { class: "never", reason: "The same credentials are refused every time." }
  },
  {
    code: "APIGW.0304",
    status: 403,
    message: "The app is not authorized to access the API.",
    meaning: "The app is known, but has not been given this API.",
    action: "Have the owner of the API authorize the app for this environment.",
    retry: { class: "never", reason: "The authorization must be given first." }
  },
  {
    code: "APIGW.0305",
    status: 401,
    message: "Incorrect authentication information.",
    meaning: "The request does not authenticate by exactly one method.",
    action:
      "Send either a signature in Authorization or a token in X-Auth-Token: never both, and neither of them twice.",
    retry: { class: "never", reason: "The headers must change first." }
  },
  {
    code: "APIGW.0306",
    status: 403,
    message: "API access denied.",
    meaning: "The caller has no permission on this API.",
    action: "Ask the administrator of the account for access to the API, naming it and the user.",
    retry: { class: "never", reason: "The permission must be given first." }
  },
  {
    code: "APIGW.0307",
    status: 401,
    message: "The token must be updated.",
    meaning: "The token is out of date, or was issued for another region than the endpoint's.",
    action:
      "Get a new token whose project is named after the region of the endpoint, and compare that region with the host and the region header.",
    retry: { class: "refresh-token", reason: "If a new token fails too, its region is wrong." }
  },
  {
    code: "APIGW.0308",
    status: 429,
    message: "The throttling threshold has been reached.",
    meaning: "More calls came than the limit allows, by default 200 a second for an API.",
    action:
      "Wait as long as Retry-After says. Then call less often: pages of 100, ids in lists of 30, one limit shared by all processes.",
    retry: { class: "after", seconds: 1, reason: "The limit counts calls in a span of time." }
  },
  {
    code: "APIGW.0310",
    status: 403,
    message: "The project is unavailable.",
    meaning: "The IAM project of the request cannot be used, as it is suspended or being deleted.",
    action: "Use another project of the region, or have an administrator restore this one.",
    retry: { class: "never", reason: "The project must be usable first." }
  },
  {
    code: "APIGW.0311",
    status: 401,
    message: "Incorrect debugging authentication information.",
    meaning: "The credentials of the gateway's own debugging page were not accepted.",
    action:
      "Call the API itself instead of the debugging page, or report the request id to support.",
    retry: { class: "never", reason: "The same credentials are refused every time." }
  },
  {
    code: "APIGW.0401",
    status: 403,
    message: "Unknown client IP address.",
    meaning: "The gateway could not tell from which address the request came.",
    action: "Report your outgoing address and the request id to technical support.",
    retry: { class: "never", reason: "The same route gets the same answer." }
  },
  {
    code: "APIGW.0402",
    status: 403,
    message: "The IP address is not authorized to access the API.",
    meaning:
      "The address that the request came from is on a list of barred, or not of allowed, addresses.",
    action:
      "Have your outgoing address allowed, or call from a network that is; a VPC endpoint shows another address than the Internet does.",
    retry: { class: "never", reason: "The address is barred until a list changes." }
  },
  {
    code: "APIGW.0404",
    status: 403,
    message: "Access to the backend IP address has been denied.",
    meaning: "The gateway is not allowed to reach the address of the server behind the API.",
    action: "Have whoever runs the API check the allowed and barred addresses of its backend.",
    retry: { class: "never", reason: "The address is barred until a list changes." }
  },
  {
    code: "APIGW.0501",
    status: 405,
    message: "The app quota has been used up.",
    meaning: "The app has made all the calls that its quota allows.",
    action: "Raise the quota of the app, or wait for its next period.",
    retry: { class: "never", reason: "The quota must be raised first." }
  },
  {
    code: "APIGW.0502",
    status: 405,
    message: "The app has been frozen.",
    meaning: "The app is frozen because the balance of its account is too low.",
    action: "Have the account holder top up the account.",
    retry: { class: "never", reason: "The account must be topped up first." }
  },
  {
    code: "APIGW.0601",
    status: 500,
    message: "Internal server error.",
    meaning: "The gateway failed on its own side.",
    action:
      "After a deletion, list the entries to see whether it was made; then try again. If it goes on, give the request id to technical support.",
    retry: { class: "read-then-decide", reason: "The request may have been passed on before." }
  },
  {
    code: "APIGW.0602",
    status: 400,
    message: "Bad request.",
    meaning: "The gateway found a fault in the request.",
    action:
      "Compare method, path, query, headers and body with the reference, one after the other.",
    retry: { class: "never", reason: "The same request has the same fault." }
  },
  {
    code: "APIGW.0605",
    status: 500,
    message: "Domain name resolution failed.",
    meaning: "The gateway could not resolve the name of the server behind the API.",
    action: "Have whoever runs the gateway check that name and the gateway's DNS.",
    retry: { class: "never", reason: "The name or the DNS must be mended first." }
  },
  {
    code: "APIGW.0606",
    status: 500,
    message: "Failed to load the API configurations.",
    meaning: "The gateway could not load the settings of the API.",
    action: "Report the path and the request id to technical support.",
    retry: { class: "never", reason: "The provider must mend it first." }
  },
  {
    code: "APIGW.0607",
    status: 400,
    message: "The following protocol is supported: {xxx}",
    meaning:
      "The request uses a protocol that the API does not take; the message names the right one.",
    action: "Use the protocol that the message names, which is HTTPS for CodeArts.",
    retry: { class: "never", reason: "The protocol must change first." }
  },
  {
    code: "APIGW.0608",
    status: 500,
    message: "Failed to obtain the admin token.",
    meaning: "The gateway could not get the token with which it acts itself.",
    action:
      "Try again later. If you run the gateway, check its own IAM credentials; otherwise give the request id to technical support.",
    retry: { class: "backoff", reason: "The request was not passed on." }
  },
  {
    code: "APIGW.0609",
    status: 500,
    message: "The VPC backend does not exist.",
    meaning: "The VPC channel to the server behind the API is missing.",
    action: "Report the path and the request id to technical support.",
    retry: { class: "never", reason: "The provider must configure it first." }
  },
  {
    code: "APIGW.0610",
    status: 502,
    message: "No backend available.",
    meaning: "The gateway could connect to none of the servers behind it.",
    action:
      "Try again in a moment; if it goes on, have whoever runs the gateway check those servers.",
    retry: { class: "backoff", reason: "The request was not passed on." }
  },
  {
    code: "APIGW.0611",
    status: 500,
    message: "The backend port does not exist.",
    meaning: "The settings of the server behind the API name no usable port.",
    action: "Report the path and the request id to technical support.",
    retry: { class: "never", reason: "The provider must configure it first." }
  },
  {
    code: "APIGW.0612",
    status: 500,
    message: "An API cannot call itself.",
    meaning: "The request came back to the gateway it had left, in a loop.",
    action: "Point the upstream of the gateway at the service, not at the gateway.",
    retry: { class: "never", reason: "The loop must be opened first." }
  },
  {
    code: "APIGW.0613",
    status: 503,
    message: "The IAM service is currently unavailable.",
    meaning: "IAM could not be asked, so the request was neither authenticated nor passed on.",
    action:
      "Wait, longer each time, and keep a token that has not expired instead of asking for another.",
    retry: {
      class: "backoff",
      reason:
        "We deviate from table 6-1, which forbids repeating a 503: the outage passes, and the request was not passed on."
    }
  },
  {
    code: "APIGW.0705",
    status: 500,
    message: "Backend signature calculation failed.",
    meaning: "The gateway could not sign the request for the server behind the API.",
    action: "Report the path and the request id to technical support.",
    retry: { class: "never", reason: "The provider must configure it first." }
  },
  {
    code: "APIGW.0801",
    status: 403,
    message: "The service is unavailable in the currently selected region.",
    meaning: "The service is not offered in the region of the endpoint.",
    action: "Use the endpoint of a region that offers the service.",
    retry: { class: "never", reason: "The region must be another one." }
  },
  {
    code: "APIGW.0802",
    status: 403,
    message: "The IAM user is forbidden in the currently selected region.",
    meaning: "The user may not work in the region of the endpoint.",
    action: "Have an administrator give the user this region's project, or use another region.",
    retry: { class: "never", reason: "The permission must be given first." }
  }
])
