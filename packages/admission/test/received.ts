import type { ReceivedRequest } from "@codearts/ingress"
import { type Credentials, sign } from "@codearts/signing"

/** When every test takes place. */
export const now = new Date("2026-05-25T08:00:00Z")

export const requestId = "0123456789abcdef0123456789abcdef"

const host = "codearts-devuc.ap-southeast-3.myhuaweicloud.com"

/** What a listener would hand over; a test says what matters to it. */
export const received = ({
  method = "GET",
  target = "/v2/vpceps",
  headers = [],
  body = ""
}: {
  readonly method?: string
  readonly target?: string
  readonly headers?: ReceivedRequest["headers"]
  readonly body?: string | Uint8Array
} = {}): ReceivedRequest => {
  const [path = "", query = ""] = target.split("?", 2)
  return {
    method,
    target,
    path,
    query,
    headers: [["Host", host], ...headers],
    body: Buffer.from(body),
    requestId,
    remoteAddress: "127.0.0.1",
    signal: new AbortController().signal
  }
}

/** The request with the signature of a key, made at `date`. */
export const signedBy = (credentials: Credentials, request: ReceivedRequest, date = now) => {
  const { body, headers, method, target } = request
  const url = `https://${host}${target}`
  const proof = sign({ method, url, headers, body }, credentials, date)
  const added = proof.headers.filter(([name]) => name !== "host")
  return { ...request, headers: [...headers, ...added] }
}
