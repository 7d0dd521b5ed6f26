import { inspect, isDeepStrictEqual } from "node:util"
import * as fc from "fast-check"
import { describe, expect, it, vi } from "vitest"
import {
  canonicalUri,
  type Header,
  readAuthorization,
  type ReceivedRequest,
  sign,
  type SignableRequest,
  verify
} from "../src/index.ts"
import { sign as signOnTheWeb } from "../src/web/index.ts"
import {
  anyBody,
  anyBytes,
  anyCodeUnits,
  anyMethod,
  anyRequest,
  anySendable,
  anyTarget,
  arrived,
  origin,
  textOf
} from "./arbitraries.ts"
import { key, now } from "./arrive.ts"
import { counterexample, laterCounterexample, testTimeout } from "./counterexample.ts"
import { meaning, targetMeaning } from "./meaning.ts"
import { respelledHeaders, respelledTarget } from "./respell.ts"

vi.setConfig({ testTimeout })

const compatible = { ...key, sdk_compat: true }

it("what sign signs, verify accepts", () => {
  expect(
    counterexample(anyRequest, (request) => {
      const verdict = verify(arrived(request), key, now)
      return verdict.ok && verdict.interpretation === "strict"
    })
  ).toBeUndefined()
})

it("the web entry signs as the Node entry does", async () => {
  expect(
    await laterCounterexample(anyRequest, async (request) => {
      return isDeepStrictEqual(await signOnTheWeb(request, key, now), sign(request, key, now))
    })
  ).toBeUndefined()
})

/** Whether a request, once changed on the way, is refused even by the most lenient key. */
const refused = (request: ReceivedRequest): boolean => !verify(request, compatible, now).ok

const replaced = (text: string, at: number, by: string): string =>
  text.slice(0, at) + by + text.slice(at + 1)

describe("what was changed on the way is refused", () => {
  it("if it is the method", () => {
    expect(
      counterexample(fc.tuple(anyRequest, anyMethod), ([request, method]) => {
        fc.pre(method !== request.method)
        return refused({ ...arrived(request), method })
      })
    ).toBeUndefined()
  })

  const bit = fc.record({ at: fc.nat(), bit: fc.nat(7) })

  it("if it is a bit of the body", () => {
    expect(
      counterexample(fc.tuple(anyRequest, bit), ([request, flip]) => {
        const received = arrived(request)
        fc.pre(received.body.length > 0)
        const body = Uint8Array.from(received.body)
        const at = flip.at % body.length
        body[at] = (body[at] ?? 0) ^ (1 << flip.bit)
        return refused({ ...received, body })
      })
    ).toBeUndefined()
  })

  it("if the body is longer or shorter", () => {
    expect(
      counterexample(fc.tuple(anyRequest, anyBody), ([request, more]) => {
        const received = arrived(request)
        fc.pre(more.length > 0)
        const longer = Buffer.concat([received.body, Buffer.from(more)])
        const shorter = received.body.subarray(1)
        return (
          refused({ ...received, body: longer }) &&
          (received.body.length === 0 || refused({ ...received, body: shorter }))
        )
      })
    ).toBeUndefined()
  })

  const changed = fc.record({
    name: fc.constantFrom(
      "host",
      "region",
      "content-type",
      "x-mine",
      "x-sdk-date",
      "authorization"
    ),
    at: fc.nat(),
    by: fc.integer({ min: 0x21, max: 0xff }).map((code) => String.fromCharCode(code))
  })

  it("if it is a byte of a signed header or of the authorization", () => {
    expect(
      counterexample(fc.tuple(anyRequest, changed), ([request, { name, at, by }]) => {
        const received = arrived(request)
        const headers = received.headers.map(([sent, value]): Header => {
          if (sent.toLowerCase() !== name) return [sent, value]
          const trimmed = value.replaceAll(/^[ \t]+|[ \t]+$/g, "")
          const changedValue = replaced(trimmed, at % (trimmed.length + 1), by)
          fc.pre(changedValue !== trimmed)
          return [sent, changedValue]
        })
        return refused({ ...received, headers })
      })
    ).toBeUndefined()
  })

  it("if a signed header is gone, or is there twice", () => {
    expect(
      counterexample(fc.tuple(anyRequest, fc.nat()), ([request, chosen]) => {
        const received = arrived(request)
        const claimed = readAuthorization(received.headers)
        const names = claimed.ok ? claimed.signedHeaders : []
        const name = names[chosen % names.length]
        const isIt = ([sent]: Header): boolean => sent.toLowerCase() === name
        const without = received.headers.filter((header) => !isIt(header))
        const twice = [...received.headers, ...received.headers.filter(isIt)]
        return (
          refused({ ...received, headers: without }) && refused({ ...received, headers: twice })
        )
      })
    ).toBeUndefined()
  })

  const retargeted = anyRequest.chain((request) => {
    const received = arrived(request)
    return respelledTarget(received.target).map((target) => ({ received, target }))
  })

  it("if it is the target, when and only when it asks for something else", () => {
    expect(
      counterexample(retargeted, ({ received, target }) => {
        const was = JSON.stringify(targetMeaning(received.target))
        const is = JSON.stringify(targetMeaning(target))
        return verify({ ...received, target }, key, now).ok === (was === is)
      })
    ).toBeUndefined()
  })
})

/** Ways to spell a path otherwise that quirks of SDKs confuse. */
const respellings: ReadonlyArray<(path: string) => string> = [
  (path) => path.replaceAll("%25", "%"),
  (path) => path.replace("%25", "%"),
  (path) => path.replaceAll("%2F", "/"),
  (path) => path.replace(/(?<=.)\//, "%2F"),
  (path) => path.replace(/(?<=.)\//, "%2f"),
  (path) => path.replace(/%(?!25)/, "%25"),
  (path) => `${path}/`,
  (path) => `${path}//`,
  (path) => `/${path}`,
  (path) => path.replace(/^\/\//, "/")
]

describe("another spelling of the path", () => {
  let accepted = 0

  it("is refused, or routed to what was signed", () => {
    expect(
      counterexample(
        fc.tuple(
          textOf(["a", "/", "%2F", "%252F", "%20", "%2520", "%25"], 5),
          fc.constantFrom(...respellings)
        ),
        ([text, respelled]) => {
          const path = `/${text}`
          const received = arrived({ method: "GET", url: `${origin}${path}` })
          const verdict = verify({ ...received, target: respelled(path) }, compatible, now)
          if (!verdict.ok) return true
          accepted += 1
          const extra = verdict.interpretation === "extra-leading-slash" ? "/" : ""
          return extra + canonicalUri(verdict.path) === canonicalUri(path)
        }
      )
    ).toBeUndefined()
  })

  it("is accepted often enough for that to say something", () => {
    expect(accepted).toBeGreaterThan(10)
  })
})

describe("a canonical request", () => {
  const signedNames = ["region", "content-type", "x-mine"]
  const meaningOf = (request: SignableRequest): string => meaning(request, signedNames)
  const canonicalOf = (request: SignableRequest): string => sign(request, key, now).canonicalRequest

  const twoAlike = anyRequest.chain((request) =>
    fc
      .tuple(respelledTarget(request.url.slice(origin.length)), respelledHeaders(request))
      .map(([target, other]) => [request, { ...other, url: `${origin}${target}` }] as const)
  )

  it("is the same for all spellings of one meaning, and another for every other", () => {
    const verdicts = { same: 0, other: 0 }
    const agrees = ([one, two]: readonly [SignableRequest, SignableRequest]): boolean => {
      const same = meaningOf(one) === meaningOf(two)
      verdicts[same ? "same" : "other"] += 1
      return (canonicalOf(one) === canonicalOf(two)) === same
    }
    expect(counterexample(twoAlike, agrees)).toBeUndefined()
    expect(Math.min(verdicts.same, verdicts.other)).toBeGreaterThan(10)
  })

  const tricky = ["a", "/", "%2F", "%25", "2F", "%26", "%3D", "%0A", "%20", "+", "=", "&", "%"]
  const short = fc
    .tuple(fc.constantFrom("GET", "DELETE"), textOf(tricky, 3), textOf(tricky, 4))
    .map(([method, path, query]) => ({ method, url: `${origin}/${path}?${query}` }))

  it("is shared by no two of many short requests that differ in meaning", () => {
    const seen = new Map<string, string>()
    const isNew = (request: SignableRequest): boolean => {
      const canonical = canonicalOf(request)
      const known = seen.get(canonical) ?? meaningOf(request)
      seen.set(canonical, known)
      return known === meaningOf(request)
    }
    expect(counterexample(short, isNew)).toBeUndefined()
  })
})

/** Freezes what can be frozen; bytes cannot. */
const frozen = <Made>(value: Made): Made => {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value
  for (const part of Object.values(value)) frozen(part)
  return Object.freeze(value)
}

it("inputs are never changed: they may be frozen", () => {
  expect(
    counterexample(anyRequest, (request) => {
      const before = structuredClone(request)
      const date = new Date(now)
      const signed = sign(frozen(request), frozen({ ...key }), date)
      const received = arrived(request)
      const bytes = Buffer.from(received.body)
      const verdict = verify(frozen(received), frozen({ ...key }), date)
      const unchanged = isDeepStrictEqual(
        [request, date, signed],
        [before, now, sign(before, key, now)]
      )
      return unchanged && verdict.ok && bytes.equals(received.body)
    })
  ).toBeUndefined()
})

const legalRequest = fc
  .record({
    method: fc.constantFrom("GET", "PATCH", "M-SEARCH", "delete"),
    scheme: fc.constantFrom("http", "https", "HTTPS"),
    host: fc.constantFrom("h", "H.example:1", "[::1]:8090", "127.0.0.1"),
    rest: fc.oneof(anyCodeUnits(12), textOf(["?", "#", "&", "=", "%", "/"], 12)),
    values: fc.array(anySendable(8), { minLength: 3, maxLength: 3 }),
    body: fc.oneof(anyCodeUnits(12), anyBody, fc.constant(undefined))
  })
  .map(({ method, scheme, host, rest, values, body }): SignableRequest => {
    const [region = "", mine = "", unsigned = ""] = values
    return {
      method,
      url: `${scheme}://${host}/${rest}`,
      headers: [
        ["Region", region],
        ["X-Mine", mine],
        ["Cookie", unsigned],
        ["Cookie", unsigned]
      ],
      signedHeaders: ["X-MINE"],
      ...(body !== undefined && { body })
    }
  })

it("sign never throws on legal input", () => {
  expect(
    counterexample(legalRequest, (request) => {
      return /^[\da-f]{64}$/.test(sign(request, { ...key, securityToken: "token" }, now).signature)
    })
  ).toBeUndefined()
})

describe("verify never throws", () => {
  const spoilt = fc.record({
    request: anyRequest,
    chosen: fc.nat(),
    at: fc.nat(),
    bytes: anyBytes(4),
    target: fc.option(fc.oneof(anyTarget, anyBytes(12), anyCodeUnits(12)), { nil: undefined }),
    holder: fc.constantFrom(key, compatible, { ...key, enabled: false }, undefined)
  })

  it("whatever arrives", () => {
    expect(
      counterexample(spoilt, ({ request, chosen, at, bytes, target, holder }) => {
        const received = arrived(request)
        const headers = received.headers.map(([name, value], index): Header => {
          if (index !== chosen % received.headers.length) return [name, value]
          const from = at % (value.length + 1)
          return [name, value.slice(0, from) + bytes + value.slice(from)]
        })
        const spoiltRequest = { ...received, headers, target: target ?? received.target }
        return typeof verify(spoiltRequest, holder, now).ok === "boolean"
      })
    ).toBeUndefined()
  })
})

/** All that a log could make of a value, the causes of an error included. */
const everySpelling = (value: unknown): string =>
  [
    inspect(value, { depth: null, showHidden: true, getters: true }),
    JSON.stringify(value) ?? "",
    String(value),
    value instanceof Error ? `${value.stack}${everySpelling(value.cause)}` : ""
  ].join("\n")

const outcome = (run: () => unknown): unknown => {
  try {
    return run()
  } catch (error) {
    return error
  }
}

describe("a secret key is never shown", () => {
  const canary = fc.uuid().map((uuid) => `canary-${uuid}`)
  const anything = fc.record({
    request: fc.oneof(anyRequest, legalRequest),
    url: fc.option(anyCodeUnits(8), { nil: undefined }),
    value: anyCodeUnits(4)
  })

  const broken = ({
    request,
    url,
    value
  }: typeof anything extends fc.Arbitrary<infer A> ? A : never) => ({
    ...request,
    url: url ?? request.url,
    headers: [...(request.headers ?? []), ["X-Project-Id", value] as const]
  })

  it("by sign, nor by what it throws", () => {
    expect(
      counterexample(fc.tuple(canary, anything), ([secretKey, made]) => {
        const signed = outcome(() => sign(broken(made), { accessKey: "AK", secretKey }, now))
        return !everySpelling(signed).includes(secretKey)
      })
    ).toBeUndefined()
  })

  it("by verify", () => {
    expect(
      counterexample(fc.tuple(canary, anyRequest, anyRequest), ([secretKey, sent, other]) => {
        const holder = { ...compatible, secretKey }
        const shown = [sent, other].map((request) =>
          outcome(() => verify(arrived(request), holder, now))
        )
        const genuine = { ...arrived(sent), headers: sign(sent, holder, now).headers }
        return !everySpelling([...shown, verify(genuine, holder, now)]).includes(secretKey)
      })
    ).toBeUndefined()
  })

  it("by sign of the web entry", async () => {
    expect(
      await laterCounterexample(fc.tuple(canary, anything), async ([secretKey, made]) => {
        const signing = signOnTheWeb(broken(made), { accessKey: "AK", secretKey }, now)
        const signed = await signing.catch((error: unknown) => error)
        return !everySpelling(signed).includes(secretKey)
      })
    ).toBeUndefined()
  })
})
