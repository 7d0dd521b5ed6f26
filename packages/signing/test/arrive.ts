import {
  type AccessKey,
  authorization,
  canonicalQuery,
  canonicalRequest,
  canonicalUri,
  formatSdkDate,
  type Header,
  payloadHash,
  type ReceivedRequest,
  signature,
  stringToSign
} from "../src/index.ts"

export const now = new Date("2026-05-25T09:30:15Z")

export const key: AccessKey = {
  accessKey: "AK",
  secretKey: "SK",
  enabled: true,
  sdk_compat: false
}

export interface Sending {
  readonly method?: string
  readonly target?: string
  readonly body?: string
  readonly date?: Date
  readonly host?: string
  /** Beside Host and X-Sdk-Date. */
  readonly headers?: ReadonlyArray<Header>
  /** All that are sent, unless given. */
  readonly signedHeaders?: ReadonlyArray<string>
  readonly secretKey?: string
  /** What is signed in place of the canonical query. */
  readonly signedQuery?: string
}

/** What arrives when a client sends this and signs it by the specification, one step at a time. */
export const arrive = (sending: Sending = {}): ReceivedRequest => {
  const { method = "DELETE", target = "/v2/vpceps?limit=1", body = "", date = now } = sending
  const timestamp = formatSdkDate(date)
  const headers: ReadonlyArray<Header> = [
    ["Host", sending.host ?? "h.example:8090"],
    ["X-Sdk-Date", timestamp],
    ...(sending.headers ?? [["region", "r"]])
  ]
  const values = new Map(headers.map(([name, value]) => [name.toLowerCase(), value.trim()]))
  const signedHeaders = sending.signedHeaders ?? [...values.keys()].toSorted()
  const [path = "", query = ""] = target.split("?")
  const canonical = canonicalRequest({
    method,
    canonicalUri: canonicalUri(path),
    canonicalQuery: sending.signedQuery ?? canonicalQuery(query),
    headers: signedHeaders.map((name) => [name, values.get(name) ?? ""]),
    payloadHash: payloadHash(body)
  })
  const mac = signature(sending.secretKey ?? key.secretKey, stringToSign(timestamp, canonical))
  return {
    method,
    target,
    headers: [...headers, ["Authorization", authorization(key.accessKey, signedHeaders, mac)]],
    body: Buffer.from(body)
  }
}

/** The same with the value of one header changed on the way. */
export const withHeader = (
  request: ReceivedRequest,
  changed: string,
  value: string
): ReceivedRequest => ({
  ...request,
  headers: request.headers.map(([name, old]) => [name, name === changed ? value : old])
})
