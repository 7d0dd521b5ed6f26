import { type Operation, type OperationName, subjectTokenHeader } from "@codearts/api"
import type { Headers } from "@codearts/ingress"

// Of one connection (RFC 9110, 7.6.1), no business of the caller's, or said by this gateway.
const notPassedBack: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-connection",
  "set-cookie",
  "set-cookie2",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "x-auth-token",
  "x-codearts-request-id"
])

const namedByConnection = (answered: Headers): ReadonlySet<string> =>
  new Set(
    answered
      .filter(([name]) => name === "connection")
      .flatMap(([, value]) =>
        value
          .toLowerCase()
          .split(",")
          .map((name) => name.trim())
      )
  )

const ofTokens: ReadonlySet<OperationName> = new Set(["createToken", "showToken"])

/** The upstream's headers, names in lower case, as the caller gets them: a token only where it was asked for. */
export const passedBack = (
  { name: operation }: Operation,
  answered: Headers,
  requestId: string
): Headers => {
  const named = namedByConnection(answered)
  const token = ofTokens.has(operation) ? undefined : subjectTokenHeader
  return [
    ...answered.filter(([name]) => !notPassedBack.has(name) && !named.has(name) && name !== token),
    ["X-Codearts-Request-Id", requestId]
  ]
}
