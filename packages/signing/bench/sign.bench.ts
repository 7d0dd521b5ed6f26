import { createHmac, hash } from "node:crypto"
import { test } from "vitest"
import { sign } from "../src/index.ts"

const credentials = {
  accessKey: "AKEXAMPLE",
  secretKey: "an-example-secret-key-of-forty-characters"
}
const url = "https://codearts-devuc.ap-southeast-3.myhuaweicloud.com/v2/vpceps"
const headers = [["region", "ap-southeast-3"]] as const
const ready = sign({ method: "GET", url, headers }, credentials, new Date(0))

// What no signer can do without: two hashes and an HMAC, over strings that are there already.
const floor = () => {
  hash("sha256", "")
  hash("sha256", ready.canonicalRequest)
  createHmac("sha256", credentials.secretKey).update(ready.stringToSign).digest("hex")
}

let second = 0

// Another date and query each time, so that nothing is answered from memory.
const signNext = () => {
  second += 1
  sign(
    { method: "GET", url: `${url}?offset=${second % 10_000}`, headers },
    credentials,
    new Date(second * 1000)
  )
}

test("signing a small GET", async ({ bench }) => {
  await bench.compare(bench("the crypto floor", floor), bench("sign", signNext), { time: 500 })
})
