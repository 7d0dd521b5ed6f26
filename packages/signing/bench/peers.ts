import { createHash, createHmac, type Hash, type Hmac } from "node:crypto"
import { AKSKSigner } from "@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js"
import { BasicCredentials } from "@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js"
import { SignatureV4 } from "@smithy/signature-v4"
import aws4 from "aws4"
import { AwsV4Signer } from "aws4fetch"
import { type BenchRequest, credentials, dateOf, host, inTurn } from "./cases.ts"

/** Signs one request for one date; some answer with a promise. */
type Signer = (request: BenchRequest, date: Date) => unknown

const official = new BasicCredentials().withAk(credentials.accessKey).withSk(credentials.secretKey)

const spelled = (date: Date): string => `${date.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`

// It takes the time from the clock: given as a header, it would be parsed first.
const officialSigner: Signer = ({ method, path, query, headers, data }) =>
  AKSKSigner.sign(
    {
      method,
      endpoint: `https://${host}${path}`,
      url: path,
      queryParams: query,
      headers: Object.fromEntries(headers),
      data
    },
    official
  )

/** Node's own hash in the form that Smithy asks for: its fastest on this runtime. */
class NodeSha256 {
  readonly #hash: Hash | Hmac
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      secret === undefined
        ? createHash("sha256")
        : createHmac("sha256", typeof secret === "string" ? secret : bytesOf(secret))
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(typeof data === "string" ? data : bytesOf(data))
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
}

const bytesOf = (data: ArrayBuffer | ArrayBufferView): Uint8Array =>
  data instanceof ArrayBuffer
    ? new Uint8Array(data)
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength)

const aws = { accessKeyId: credentials.accessKey, secretAccessKey: credentials.secretKey }
const scope = { service: "codearts", region: "ap-southeast-3" }

const smithy = new SignatureV4({ ...scope, credentials: aws, sha256: NodeSha256 })

const smithySigner: Signer = ({ method, path, query, headers, body }, date) =>
  smithy.sign(
    {
      method,
      protocol: "https:",
      hostname: host,
      path,
      query: { ...query },
      headers: { host, ...Object.fromEntries(headers) },
      body
    },
    { signingDate: date }
  )

const aws4Signer: Signer = ({ method, target, headers, body }, date) =>
  aws4.sign(
    {
      ...scope,
      method,
      host,
      path: target,
      headers: { ...Object.fromEntries(headers), "X-Amz-Date": spelled(date) },
      body
    },
    aws
  )

const aws4fetchSigner: Signer = ({ method, target, headers, body }, date) =>
  new AwsV4Signer({
    ...scope,
    ...aws,
    method,
    url: `https://${host}${target}`,
    headers: Object.fromEntries(headers),
    datetime: spelled(date),
    ...(body.length > 0 ? { body } : {})
  }).sign()

const signers: Readonly<Record<string, Signer>> = {
  "official SDK core": officialSigner,
  "@smithy/signature-v4": smithySigner,
  aws4: aws4Signer,
  aws4fetch: aws4fetchSigner
}

/** The peers over the requests of one case. */
export const peers = (
  requests: ReadonlyArray<BenchRequest>,
  names: ReadonlyArray<string> = Object.keys(signers)
) =>
  names.map((name) => ({
    name,
    run: inTurn(requests, (request, turn) => signers[name]?.(request, dateOf(turn)))
  }))
