import { readAuthorization, sign, v11HmacSha256, verify } from "@codearts/signing"

const credentials = { accessKey: "AKEXAMPLE", secretKey: "an-example-secret" }
const headers: ReadonlyArray<readonly [string, string]> = [["region", "ap-southeast-3"]]
const url = "https://codearts-devuc.ap-southeast-3.myhuaweicloud.com/v2/vpceps?limit=10"
const signed = sign({ method: "GET", url, headers }, credentials, new Date())

const received = {
  method: "GET",
  target: "/v2/vpceps?limit=10",
  headers: [...headers, ...signed.headers],
  body: new Uint8Array()
}
const claimed = readAuthorization(received.headers)
const key = claimed.ok && claimed.accessKey === credentials.accessKey ? credentials : undefined
const verdict = verify(received, key && { ...key, enabled: true, sdk_compat: false }, new Date())
console.log(verdict.ok ? verdict.path : verdict.message) // /v2/vpceps

const derived = v11HmacSha256({ region: "ap-southeast-3", service: "codearts" })
const byV11 = sign({ method: "GET", url, headers }, credentials, new Date(), derived)
console.log(byV11.stringToSign.split("\n")[0]) // V11-HMAC-SHA256
