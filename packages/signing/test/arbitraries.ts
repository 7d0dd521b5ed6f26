import * as fc from "fast-check"
import { type ReceivedRequest, sign, type SignableRequest } from "../src/index.ts"
import { key, now } from "./arrive.ts"

export const origin = "https://h.example:8090"

const wire = ["a", "b", "Z", "0", "-", "~", ".", "/", "%2F", "%25", "%26", "%3D", "%3d", "%0A"]
const raw = ["+", "%20", "!", "'", "*", ":", ";", "%", "%4", "%41", "%C3%A9", "%F0%9F%98%80", "%ff"]

export const alphabet = [...wire, ...raw]

/** A text of these pieces, at most so many. */
export const textOf = (pieces: ReadonlyArray<string>, maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...pieces), { maxLength }).map((chosen) => chosen.join(""))

export const anyMethod = fc.constantFrom("GET", "DELETE", "POST", "PUT")

const anyPair = fc
  .tuple(textOf(alphabet, 4), fc.constantFrom("", "="), textOf(alphabet, 6))
  .map((parts) => parts.join(""))

/** A request-target in whatever spelling. */
export const anyTarget = fc
  .tuple(textOf(alphabet, 8), fc.array(anyPair, { maxLength: 4 }))
  .map(([path, pairs]) => `/${path}${pairs.length > 0 ? `?${pairs.join("&")}` : ""}`)

const anyValue = textOf(["r", "-", " ", "1", "\t", ",", "~"], 6)

export const anyBody: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.uint8Array({ maxLength: 20 })
)

/** A request that can be sent as it is and received as it was sent. */
export const anyRequest: fc.Arbitrary<SignableRequest> = fc
  .record({ method: anyMethod, target: anyTarget, region: anyValue, mine: anyValue, body: anyBody })
  .map(({ method, target, region, mine, body }) => ({
    method,
    url: `${origin}${target}`,
    headers: [
      ["Region", region],
      ["Content-Type", "application/json"],
      ["X-Mine", mine],
      ["Accept", "*/*"]
    ],
    body,
    signedHeaders: ["x-mine"]
  }))

/** What arrives of a request that was signed and sent. */
export const arrived = (request: SignableRequest): ReceivedRequest => ({
  method: request.method,
  target: request.url.slice(origin.length),
  headers: [...(request.headers ?? []), ...sign(request, key, now).headers],
  body: Buffer.from(request.body ?? "")
})

/** Whatever text: every UTF-16 code unit, halves of surrogate pairs among them. */
export const anyCodeUnits = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.nat(0xffff), { maxLength }).map((codes) => String.fromCharCode(...codes))

/** Whatever a header could be made to hold: one character a byte. */
export const anyBytes = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.nat(0xff), { maxLength }).map((codes) => String.fromCharCode(...codes))

/** Whatever a header that is sent may hold. */
export const anySendable = (maxLength: number): fc.Arbitrary<string> =>
  anyCodeUnits(maxLength).map((text) => text.replaceAll(/[\r\n\0]/g, ""))
