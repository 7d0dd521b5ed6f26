import type { Header } from "./headers.ts"
import { type ReceivedHeaders, receivedHeaders, receivedValue } from "./receivedHeaders.ts"
import { type Refusal, refuse } from "./refusal.ts"
import { sdkHmacSha256 } from "./sdkHmacSha256.ts"
import type { SigningAlgorithm } from "./signingAlgorithm.ts"

/** What a well-formed `Authorization` header claims; nothing of it is verified yet. */
export interface Authorization {
  readonly ok: true
  readonly algorithm: string
  readonly accessKey: string
  /** What the key was derived for, in an algorithm that derives one. */
  readonly scope?: string
  /** Lower-case, sorted, each once. */
  readonly signedHeaders: ReadonlyArray<string>
  readonly signature: string
}

/** All that official SDKs can be switched to. */
const algorithms: ReadonlyArray<string> = [
  "SDK-HMAC-SHA256",
  "V11-HMAC-SHA256",
  "V11-HMAC-SM3",
  "SDK-HMAC-SM3",
  "SDK-ECDSA-P256-SHA256",
  "SDK-SM2-SM3"
]

/** The same, with the list as it is spelled. */
interface SpelledAuthorization extends Authorization {
  readonly scope: string
  readonly names: string
}

type Spelling = Pick<SigningAlgorithm, "credential" | "name" | "readSender">

const refuseSpelling = (value: string, { credential, name }: Spelling): Refusal => {
  const other = algorithms.find((each) => each !== name && value.startsWith(`${each} `))
  if (other !== undefined)
    return refuse("algorithm-not-accepted", `${other} is not accepted, sign with ${name}`)
  if (value.startsWith("SDK-HMAC-SHA256 Credential="))
    return refuse(
      "scoped-credential",
      "the scoped form with Credential= is not accepted, name the key with Access="
    )
  return refuse(
    "authorization-malformed",
    `the Authorization header must read: ${name} ${credential("...", "...")}, SignedHeaders=...;..., Signature=<64 lower-case hexadecimal digits>`
  )
}

const macLength = 64

// Spelled out: counting to 64 takes an engine as long as all the rest.
const hexMac = new RegExp(`^${"[\\da-f]".repeat(macLength)}$`)

export const readReceived = (
  received: ReceivedHeaders,
  spelling: Spelling
): SpelledAuthorization | Refusal => {
  const value = receivedValue(received, "authorization")
  if (value === undefined)
    return refuse("authorization-missing", "there is no Authorization header")
  if (received.form.repeated.has("authorization"))
    return refuse("authorization-repeated", "there is more than one Authorization header")
  const sender = spelling.readSender(value.slice(0, -macLength))
  const signature = value.slice(-macLength)
  if (sender === undefined || !hexMac.test(signature)) return refuseSpelling(value, spelling)
  const { accessKey, names, scope, signedHeaders, sorted } = sender
  if (!sorted)
    return refuse(
      "signed-headers-unsorted",
      "SignedHeaders must be sorted and name each header once"
    )
  return { ok: true, algorithm: spelling.name, accessKey, scope, signedHeaders, names, signature }
}

/** Reads the one `Authorization` header, to find the key by; another spelling is never guessed at. */
export const readAuthorization = (
  headers: ReadonlyArray<Header>,
  algorithm: SigningAlgorithm = sdkHmacSha256
): Authorization | Refusal => {
  const read = readReceived(receivedHeaders(headers), algorithm)
  if (!read.ok) return read
  const { names: _, scope, ...authorization } = read
  return scope === "" ? authorization : { ...authorization, scope }
}
