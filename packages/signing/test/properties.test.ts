import { describe, expect, it } from "vitest"
import {
  canonicalUri,
  type Header,
  type ReceivedRequest,
  sign,
  type SignableRequest,
  verify
} from "../src/index.ts"
import { key, now } from "./arrive.ts"
import { counterexamples, type Random } from "./random.ts"

const compatible = { ...key, sdk_compat: true }

const wire = ["a", "b", "Z", "0", "-", "~", ".", "/", "%2F", "%25", "%26", "%3D", "%3d", "%0A"]
const raw = ["+", "%20", "!", "'", "*", ":", ";", "%", "%4", "%41", "%C3%A9", "%F0%9F%98%80", "%ff"]
const alphabet = [...wire, ...raw]
const methods = ["GET", "DELETE", "POST", "PUT"]

const anyTarget = ({ text, list }: Random): string => {
  const pairs = list(4, () => `${text(alphabet, 4)}=${text(alphabet, 6)}`)
  return `/${text(alphabet, 8)}${pairs.length > 0 ? `?${pairs.join("&")}` : ""}`
}

const anyRequest = (source: Random): SignableRequest => ({
  method: source.pick(methods),
  url: `https://h.example:8090${anyTarget(source)}`,
  headers: [
    ["Region", source.text(["r", "-", " ", "1", "\t"], 6)],
    ["Content-Type", "application/json"],
    ["X-Project-Id", source.text(["p", "0"], 4)],
    ["Accept", "*/*"]
  ],
  body: source.text(["{", "}", "é", "\n", "a"], 20)
})

const received = (request: SignableRequest): ReceivedRequest => ({
  method: request.method,
  target: request.url.slice("https://h.example:8090".length),
  headers: [...(request.headers ?? []), ...sign(request, key, now).headers],
  body: Buffer.from(request.body ?? "")
})

const replaced = (text: string, at: number, by: string): string =>
  text.slice(0, at) + by + text.slice(at + 1)

const otherCharacter = ({ pick }: Random, text: string, at: number): string =>
  pick(["a", "b", "0", "1", "-"].filter((character) => character !== text[at]))

const signedNames = [
  "host",
  "region",
  "content-type",
  "x-project-id",
  "x-sdk-date",
  "authorization"
]

const changedHeader = (headers: ReadonlyArray<Header>, source: Random): ReadonlyArray<Header> => {
  const changed = source.pick(signedNames)
  return headers.map(([name, value]) => {
    if (name.toLowerCase() !== changed) return [name, value]
    const at = source.below(value.trim().length + 1) + value.search(/\S|$/)
    return [name, replaced(value, at, otherCharacter(source, value, at))]
  })
}

/** Whether a request, once changed on the way, is refused even by the most lenient key. */
const refused = (request: ReceivedRequest): boolean => !verify(request, compatible, now).ok

it("what sign signs, verify accepts", () => {
  const holds = (source: Random): boolean => {
    const verdict = verify(received(anyRequest(source)), key, now)
    return verdict.ok && verdict.interpretation === "strict"
  }
  expect(counterexamples(500, holds)).toEqual([])
})

describe("what was changed on the way is refused", () => {
  it("if it is the method", () => {
    const holds = (source: Random): boolean => {
      const request = received(anyRequest(source))
      const method = source.pick(methods.filter((other) => other !== request.method))
      return refused({ ...request, method })
    }
    expect(counterexamples(100, holds)).toEqual([])
  })

  it("if it is a byte of the body", () => {
    const holds = (source: Random): boolean => {
      const request = received(anyRequest(source))
      const body = Buffer.from([...request.body, 0])
      const at = source.below(body.length)
      body[at] = (body[at] ?? 0) ^ (1 << source.below(8))
      return refused({ ...request, body })
    }
    expect(counterexamples(300, holds)).toEqual([])
  })

  it("if it is a character of a signed header or of the authorization", () => {
    const holds = (source: Random): boolean => {
      const request = received(anyRequest(source))
      return refused({ ...request, headers: changedHeader(request.headers, source) })
    }
    expect(counterexamples(500, holds)).toEqual([])
  })

  it("if it is a letter or digit of the target", () => {
    const holds = (source: Random): boolean => {
      const request = received({
        ...anyRequest(source),
        url: `https://h.example:8090/v2/a?b=0&Z=1`
      })
      const letters = [...request.target.matchAll(/\w/g)]
      return refused({
        ...request,
        target: replaced(request.target, source.pick(letters).index, "X")
      })
    }
    expect(counterexamples(200, holds)).toEqual([])
  })
})

/** Spells a path otherwise, in the ways that quirks of SDKs confuse. */
const respelled = (path: string, { pick }: Random): string =>
  pick([
    (text: string) => text.replaceAll("%25", "%"),
    (text: string) => text.replace("%25", "%"),
    (text: string) => text.replaceAll("%2F", "/"),
    (text: string) => text.replace(/(?<=.)\//, "%2F"),
    (text: string) => text.replace(/(?<=.)\//, "%2f"),
    (text: string) => text.replace(/%(?!25)/, "%25"),
    (text: string) => `${text}/`,
    (text: string) => `${text}//`,
    (text: string) => `/${text}`,
    (text: string) => text.replace(/^\/\//, "/")
  ])(path)

it("another spelling of the path is refused, or routed to what was signed", () => {
  let accepted = 0
  const holds = (source: Random): boolean => {
    const path = `/${source.text(["a", "/", "%2F", "%252F", "%20", "%2520", "%25"], 5)}`
    const request = received({ method: "GET", url: `https://h.example:8090${path}` })
    const verdict = verify({ ...request, target: respelled(path, source) }, compatible, now)
    if (!verdict.ok) return true
    accepted += 1
    const extra = verdict.interpretation === "extra-leading-slash" ? "/" : ""
    return extra + canonicalUri(verdict.path) === canonicalUri(path)
  }
  expect(counterexamples(3000, holds)).toEqual([])
  expect(accepted).toBeGreaterThan(500)
})

/** What a request means, found without the code under test; a final slash and order do not count. */
const meaning = ({ method, url, body }: SignableRequest): string => {
  const [path = "", query = ""] = url.replace(/^https:\/\/[^/]+/, "").split("?")
  const segments = path.replace(/\/$/, "").split("/").map(decodeURIComponent)
  const pairs = query.split("&").filter(Boolean)
  const decoded = pairs.map((pair) => {
    const [name = "", ...value] = pair.split("=")
    return JSON.stringify([decodeURIComponent(name), decodeURIComponent(value.join("="))])
  })
  return JSON.stringify([method, segments, decoded.toSorted(), body])
}

it("requests that differ in meaning never share a canonical request", () => {
  const tricky = ["a", "/", "%2F", "%25", "2F", "%26", "%3D", "%0A", "%20", "+", "="]
  const seen = new Map<string, string>()
  const holds = ({ text, list, pick }: Random): boolean => {
    const pairs = list(2, () => `${text(tricky, 2)}=${text(tricky, 2)}`)
    const request = {
      method: pick(["GET", "DELETE"]),
      url: `https://h.example/${text(tricky.slice(0, -1), 3)}?${pairs.join("&")}`,
      body: text(["a", "\n"], 2)
    }
    const { canonicalRequest } = sign(request, key, now)
    const known = seen.get(canonicalRequest) ?? meaning(request)
    seen.set(canonicalRequest, known)
    return known === meaning(request)
  }
  expect(counterexamples(10_000, holds)).toEqual([])
  expect(seen.size).toBeLessThan(9900)
})

it("verify answers whatever arrives, and never throws", () => {
  const bytes = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code))
  const holds = (source: Random): boolean => {
    const request = received(anyRequest(source))
    const headers = request.headers.map(([name, value]): Header => {
      if (source.below(4) > 0) return [name, value]
      const at = source.below(value.length + 1)
      return [name, value.slice(0, at) + source.text(bytes, 4) + value.slice(at)]
    })
    const target = source.below(3) === 0 ? source.text([...alphabet, ...bytes], 12) : request.target
    const holder = source.below(2) === 0 ? key : undefined
    return typeof verify({ ...request, headers, target }, holder, now).ok === "boolean"
  }
  expect(counterexamples(2000, holds)).toEqual([])
})
