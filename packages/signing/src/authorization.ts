import { ascending } from "./canonicalRequest.ts"
import { type Header, type HeaderIndex, indexHeaders } from "./headers.ts"
import { lastFew } from "./lastFew.ts"
import { type Refusal, refuse } from "./refusal.ts"
import { algorithm } from "./stringToSign.ts"

/** The same where the names are joined already. */
export const authorizationOf = (accessKey: string, names: string, signature: string): string =>
  `${algorithm} Access=${accessKey}, SignedHeaders=${names}, Signature=${signature}`

/** The value of the `Authorization` header. */
export const authorization = (
  accessKey: string,
  signedHeaders: ReadonlyArray<string>,
  signature: string
): string => authorizationOf(accessKey, signedHeaders.join(";"), signature)

/** What a well-formed `Authorization` header claims; nothing of it is verified yet. */
export interface Authorization {
  readonly ok: true
  readonly algorithm: typeof algorithm
  readonly accessKey: string
  /** Lower-case, sorted, each once. */
  readonly signedHeaders: ReadonlyArray<string>
  readonly signature: string
}

const grammar =
  /^SDK-HMAC-SHA256 Access=([\w-]{1,128}), SignedHeaders=([\d!#$%&'*+.^_`a-z|~;-]+), Signature=([\da-f]{64})$/

/** Why a text must not become an access key, or `undefined` when it may: the header can hold no other. */
export const checkAccessKey = (accessKey: string): string | undefined =>
  /^[\w-]{1,128}$/.test(accessKey)
    ? undefined
    : "must be 1 to 128 letters, digits, hyphens (-) or underscores (_)"

/** Algorithms that official SDKs can be switched to. */
const otherAlgorithms: ReadonlyArray<string> = [
  "V11-HMAC-SHA256",
  "V11-HMAC-SM3",
  "SDK-HMAC-SM3",
  "SDK-ECDSA-P256-SHA256",
  "SDK-SM2-SM3"
]

const refuseSpelling = (value: string): Refusal => {
  const other = otherAlgorithms.find((name) => value.startsWith(`${name} `))
  if (other !== undefined)
    return refuse("algorithm-not-accepted", `${other} is not accepted, sign with ${algorithm}`)
  if (value.startsWith(`${algorithm} Credential=`))
    return refuse(
      "scoped-credential",
      "the scoped form with Credential= is not accepted, name the key with Access="
    )
  return refuse(
    "authorization-malformed",
    `the Authorization header must read: ${algorithm} Access=..., SignedHeaders=...;..., Signature=<64 lower-case hexadecimal digits>`
  )
}

const isSorted = (names: ReadonlyArray<string>): boolean =>
  names.every(
    (name, index) => name !== "" && (index === 0 || ascending(names[index - 1] ?? "", name) < 0)
  )

// Frozen, because whoever signs the same headers gets the same list.
const readNames = lastFew(32, (text) => {
  const names: ReadonlyArray<string> = Object.freeze(text.split(";"))
  return { names, sorted: isSorted(names) }
})

export const readIndexed = ({ values, repeated }: HeaderIndex): Authorization | Refusal => {
  const value = values.get("authorization")
  if (value === undefined)
    return refuse("authorization-missing", "there is no Authorization header")
  if (repeated.has("authorization"))
    return refuse("authorization-repeated", "there is more than one Authorization header")
  const parts = grammar.exec(value)
  if (parts === null) return refuseSpelling(value)
  const [, accessKey = "", signedHeaders = "", signature = ""] = parts
  const { names, sorted } = readNames(signedHeaders)
  return sorted
    ? { ok: true, algorithm, accessKey, signedHeaders: names, signature }
    : refuse("signed-headers-unsorted", "SignedHeaders must be sorted and name each header once")
}

/** Reads the one `Authorization` header, to find the key by; another spelling is never guessed at. */
export const readAuthorization = (headers: ReadonlyArray<Header>): Authorization | Refusal =>
  readIndexed(indexHeaders(headers))
