import type { BinaryLike } from "node:crypto"
import { afterEach, describe, expect, it, vi } from "vitest"
import {
  type AccessKey,
  type ReceivedRequest,
  sdkHmacSha256,
  sdkHmacSm3,
  type SigningAlgorithm,
  v11HmacSha256,
  verify
} from "../src/index.ts"
import { arrive, key, now } from "./arrive.ts"

/** What was hashed, keyed and compared, in order; of what was hashed, its length. */
const work = vi.hoisted((): Array<string> => [])

vi.mock(import("node:crypto"), async (importOriginal) => {
  const crypto = await importOriginal()
  const done = (what: string, data: BinaryLike) => {
    work.push(`${what} ${typeof data === "string" ? Buffer.byteLength(data) : data.byteLength}`)
  }
  return {
    ...crypto,
    // A mock has one signature where the original is overloaded.
    hash: ((name: string, data: BinaryLike, ...rest: []) => {
      done(`hash ${name}`, data)
      return crypto.hash(name, data, ...rest)
    }) as typeof crypto.hash,
    hkdfSync: (...all) => {
      work.push(`hkdf ${all[0]}`)
      return crypto.hkdfSync(...all)
    },
    createHmac: (...all) => {
      work.push(`createHmac ${all[0]}`)
      return crypto.createHmac(...all)
    },
    timingSafeEqual: (a, b) => {
      work.push(`timingSafeEqual ${a.byteLength} ${b.byteLength}`)
      return crypto.timingSafeEqual(a, b)
    }
  }
})

afterEach(() => {
  work.length = 0
})

const compatible = { ...key, sdk_compat: true }

const workOf = (run: () => { readonly ok: boolean }): ReadonlyArray<string> => {
  work.length = 0
  expect(run()).toMatchObject({ ok: false, rule: "signature-mismatch" })
  return [...work]
}

/** All the ways in which a request may lack a secret key that it should have been signed with. */
const wrongKeys: Readonly<Record<string, AccessKey | undefined>> = {
  "an unknown key": undefined,
  "a disabled key": { ...key, enabled: false },
  "a key of another name": { ...key, accessKey: "AL" },
  "a wrong secret": { ...key, secretKey: "other" },
  "a wrong secret, with SDK compatibility": { ...compatible, secretKey: "other" },
  "a wrong secret, as long as one may be": { ...key, secretKey: "s".repeat(64) },
  "a wrong secret, with a security token": { ...key, secretKey: "other", securityToken: "t" }
}

/** What each of them costs, by name, and what all should cost. */
const works = (request: ReceivedRequest, algorithm?: SigningAlgorithm) => {
  const each = Object.entries(wrongKeys).map(
    ([name, holder]) => [name, workOf(() => verify(request, holder, now, algorithm))] as const
  )
  const [, wrongSecret = []] = each.find(([name]) => name === "a wrong secret") ?? []
  return {
    wrongSecret,
    actual: Object.fromEntries(each),
    same: Object.fromEntries(each.map(([name]) => [name, wrongSecret]))
  }
}

describe("a signature that is not right costs the same work", () => {
  it.each([
    ["plain", {}],
    ["one that SDKs read in many ways", { target: "/a%2Fb///?b=2&a=%F0%9F%98%80&a=1" }],
    ["with a body", { body: "{}", headers: [["content-type", "application/json"]] }],
    ["with a header beyond ASCII", { headers: [["region", "caf\xc3\xa9"]] }]
  ] as const)("for whatever key, of a request %s", (_, sending) => {
    const { actual, same, wrongSecret } = works(arrive(sending))
    expect(wrongSecret.length).toBeGreaterThan(3)
    expect(actual).toEqual(same)
  })

  it("tries as many readings as the request has, and never stops at one that is nearly right", () => {
    const request = arrive({ target: "/a%2Fb///?b=2&a=1&a=0" })
    const right = request.headers.at(-1)?.[1] ?? ""
    const off = (at: number): string => {
      const old = right.at(at) ?? ""
      return right.slice(0, at) + (old === "0" ? "1" : "0") + right.slice(at).slice(1)
    }
    const costs = [-64, -33, -32, -1].map((at) => {
      const headers = [...request.headers.slice(0, -1), ["Authorization", off(at)] as const]
      return workOf(() => verify({ ...request, headers }, key, now))
    })
    expect(costs[0]?.filter((each) => each.startsWith("timingSafeEqual")).length).toBeGreaterThan(5)
    for (const each of costs) expect(each).toEqual(costs[0])
  })

  it.each([
    ["SDK-HMAC-SM3", sdkHmacSm3],
    ["V11-HMAC-SHA256", v11HmacSha256({ region: "r", service: "s" })]
  ])("by %s too", (_, algorithm) => {
    const request = { method: "GET", url: "https://h.example/v2/vpceps" }
    const { headers } = algorithm.sign(request, { ...key, secretKey: "guess" }, now)
    const received = { method: "GET", target: "/v2/vpceps", headers, body: new Uint8Array() }
    const { actual, same } = works(received, algorithm)
    expect(actual).toEqual(same)
  })

  it("and one that is right is compared once, in full", () => {
    expect(verify(arrive(), key, now, sdkHmacSha256).ok).toBe(true)
    expect(work.filter((each) => each.startsWith("timingSafeEqual"))).toEqual([
      "timingSafeEqual 64 64"
    ])
  })
})
