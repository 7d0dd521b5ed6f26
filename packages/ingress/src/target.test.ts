import { describe, expect, it } from "vitest"
import { limits } from "./limits.ts"
import { splitTarget, targetRefusal } from "./target.ts"

const detail = (target: string): string | undefined => targetRefusal(target)?.error_msg

const accepted = [
  "/",
  "/v2/vpceps",
  "/v2/vpceps/",
  "/v2/vpceps?",
  "/v2/vpceps?enterprise_id=t&vpcep_ids=a,b&sort=asc",
  "/v2/vpceps?vpcep_ids=a%2cb",
  "/v2/vpceps?next=%2F..%2F%00//./..?a=%41",
  "/v2/caf%C3%A9/%E5%8D%8E",
  "/v2/a:b@c;".slice(0, -1),
  "/v2/.well-known/..a/a.."
]

const refused: ReadonlyArray<readonly [target: string, reason: string]> = [
  ["", "does not start with a slash"],
  ["*", "does not start with a slash"],
  ["http://evil.example/v2/vpceps", "does not start with a slash"],
  ["evil.example:443", "does not start with a slash"],
  ["v2/vpceps", "does not start with a slash"],
  ["/v2/vpceps#f", "must be percent-encoded"],
  ["/v2\\vpceps", "must be percent-encoded"],
  ["/v2/vpceps;x=1", "must be percent-encoded"],
  ["/v2/vpceps?a=1;b=2", "must be percent-encoded"],
  ["/v2/{vpceps}", "must be percent-encoded"],
  ["/v2/<vpceps>", "must be percent-encoded"],
  ['/v2/"vpceps"', "must be percent-encoded"],
  ["/v2/a|b", "must be percent-encoded"],
  ["/v2/a^b", "must be percent-encoded"],
  ["/v2/a`b", "must be percent-encoded"],
  ["/v2/a[b]", "must be percent-encoded"],
  ["/v2/a b", "must be percent-encoded"],
  ["/v2/a\tb", "must be percent-encoded"],
  ["/v2/a\u007Fb", "must be percent-encoded"],
  ["/v2/caf\u00E9", "must be percent-encoded"],
  ["//v2/vpceps", "empty segment"],
  ["//evil.example/v2/vpceps", "empty segment"],
  ["/v2//vpceps", "empty segment"],
  ["/v2/vpceps//", "empty segment"],
  ["/v2/./vpceps", "dot segment"],
  ["/v2/../vpceps", "dot segment"],
  ["/v2/vpceps/..", "dot segment"],
  ["/v2/vpceps/.", "dot segment"],
  ["/..?a=b", "dot segment"],
  ["/v2%2Fvpceps", "encoded slash"],
  ["/v2%2fvpceps", "encoded slash"],
  ["/v2%5Cvpceps", "encoded slash"],
  ["/v2/%252e", "encoded percent"],
  ["/v2/vpceps%00", "encoded control"],
  ["/v2/vpceps%0d%0aX:%201", "encoded control"],
  ["/v2/vpceps%7F", "encoded control"],
  ["/v2/%76pceps", "needs no encoding"],
  ["/v2/%5Apceps", "needs no encoding"],
  ["/v2/%30", "needs no encoding"],
  ["/v2/%2e%2E/vpceps", "needs no encoding"],
  ["/v2/a%2Db%5Fc%7e", "needs no encoding"],
  ["/v2/vpceps%zz", "not percent-encoded UTF-8"],
  ["/v2/vpceps%2", "not percent-encoded UTF-8"],
  ["/v2/vpceps?a=%", "not percent-encoded UTF-8"],
  ["/v2/vpceps%ff", "not percent-encoded UTF-8"],
  ["/v2/vpceps%c0%af", "not percent-encoded UTF-8"],
  ["/v2/vpceps?a=%ED%A0%80", "not percent-encoded UTF-8"],
  ["/v2/vpceps?a=%c0%80", "not percent-encoded UTF-8"]
]

describe("a request-target", () => {
  for (const target of accepted) {
    it(`may be ${target}`, () => expect(detail(target)).toBeUndefined())
  }

  for (const [target, reason] of refused) {
    it(`may not be ${JSON.stringify(target)}: ${reason}`, () => {
      expect(targetRefusal(target)).toMatchObject({ status: 400, error_code: "APIGW.0201" })
      expect(detail(target)).toContain(reason)
    })
  }

  it("may be as long as the limit, and no longer", () => {
    const longest = "/".padEnd(limits.targetLength, "a")
    expect(detail(longest)).toBeUndefined()
    expect(targetRefusal(`${longest}a`)).toMatchObject({ status: 414, error_code: "APIGW.0201" })
  })

  it("never comes back in the refusal", () => {
    for (const [target] of refused.filter(([{ length }]) => length > 3)) {
      expect(detail(target)).not.toContain(target)
    }
  })
})

describe("a path that is let through", () => {
  const pieces = [
    "/",
    "v2",
    ".",
    "..",
    "%2e",
    "%2F",
    "%C3%A9",
    "%41",
    "?",
    "#",
    "\\",
    "a",
    ":",
    "%"
  ]
  const targets = pieces.flatMap((a) =>
    pieces.flatMap((b) => pieces.flatMap((c) => pieces.map((d) => `/${a}${b}${c}${d}`)))
  )
  const passed = targets.filter((target) => targetRefusal(target) === undefined)

  it("is the path that a URL parser sees", () => {
    expect(passed.length).toBeGreaterThan(1000)
    for (const target of passed) {
      expect(new URL(`http://host${target}`).pathname).toBe(splitTarget(target).path)
    }
  })

  it("has the same segments before and after decoding", () => {
    for (const target of passed) {
      const { path } = splitTarget(target)
      const decoded = path.split("/").map(decodeURIComponent)
      expect(decodeURIComponent(path).split("/")).toEqual(decoded)
    }
  })
})

describe("the parts of a target", () => {
  it("are split at the first question mark", () => {
    expect(splitTarget("/a?b?c")).toEqual({ path: "/a", query: "b?c" })
    expect(splitTarget("/a?")).toEqual({ path: "/a", query: "" })
    expect(splitTarget("/a")).toEqual({ path: "/a", query: "" })
  })
})
