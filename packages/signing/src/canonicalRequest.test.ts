import { describe, expect, it, vi } from "vitest"
import {
  canonicalHeaders,
  canonicalQuery,
  canonicalRequest,
  canonicalUri,
  maskSecurityToken
} from "./canonicalRequest.ts"

describe("canonicalUri", () => {
  it.each([
    ["/v2/vpceps", "/v2/vpceps/", "ends in a slash"],
    ["/v2/vpceps/", "/v2/vpceps/", "gets no second slash at the end"],
    ["/", "/", "of the root is a slash"],
    ["//v2//a", "//v2//a/", "keeps double slashes"],
    ["/v2/../a/./b", "/v2/../a/./b/", "keeps dot segments"],
    ["/a%2fb", "/a%2Fb/", "keeps an encoded slash within its segment"],
    ["/a%20b", "/a%20b/", "is encoded once, not twice"],
    ["/%76pceps", "/vpceps/", "holds unreserved characters bare"],
    ["/100%", "/100%25/", "takes a lone % for a literal one"],
    ["!", "%21/", "is encoded even where nothing in it is unreserved"]
  ])("of %s is %s: %s", (path, expected) => {
    expect(canonicalUri(path)).toBe(expected)
  })
})

describe("canonicalQuery", () => {
  it.each([
    ["", "", "of an empty query is empty"],
    ["b=2&a=1", "a=1&b=2", "is sorted by key"],
    ["a=2&a=10&a=1", "a=1&a=10&a=2", "is sorted by value where keys repeat"],
    ["b=z&a=1", "a=1&b=z", "is sorted by key whatever the values"],
    ["+=1", "%2B=1", "encodes a key that holds nothing unreserved"],
    ["b=1&+=2", "%2B=2&b=1", "encodes a key that is not the first"],
    ["b=1&a=+", "a=%2B&b=1", "encodes a value that is not the first"],
    ["a-b=1&a=2", "a=2&a-b=1", "compares whole keys, not the text with ="],
    ["a0=1&a=2", "a=2&a0=1", "compares whole keys that end in a digit"],
    ["f%5B0%5D=1&fA=2", "fA=2&f%5B0%5D=1", "compares decoded bytes, not the encoded text"],
    ["k%F0%9F%98%80&k%EF%BC%A1", "k%EF%BC%A1=&k%F0%9F%98%80=", "compares bytes, not UTF-16"],
    ["flag", "flag=", "gives a bare key an empty value"],
    ["a=b=c", "a=b%3Dc", "cuts at the first ="],
    ["q=a+b", "q=a%2Bb", "takes + for a plus"],
    ["a=1&&b=2&", "a=1&b=2", "drops empty pairs"],
    ["=x", "=x", "keeps an empty key"],
    ["q=%", "q=%25", "takes a lone % for a literal one"]
  ])("of %j is %j: %s", (query, expected) => {
    expect(canonicalQuery(query)).toBe(expected)
  })
})

/** What is answered, and how many texts were taken apart for it. */
const counted = (work: () => string) => {
  const split = vi.spyOn(String.prototype, "split")
  const answered = work()
  const taken = split.mock.calls.length
  split.mockRestore()
  return { answered, taken }
}

describe("without taking it apart", () => {
  it.each([
    "",
    "a=",
    "a=1",
    "ab=12",
    "a=1&b=2",
    "ab=12&cd=34&ef=56",
    "a=&b=",
    "a=1&a=2",
    "a=1&a=12",
    "a=1&ab=1",
    "a=1&a=1&b=1"
  ])("the query %j, sorted already, is signed as it stands", (query) => {
    expect(counted(() => canonicalQuery(query))).toEqual({ answered: query, taken: 0 })
  })

  it("a path with nothing to encode is signed as it stands", () => {
    expect(counted(() => canonicalUri("/v2/vpceps/"))).toEqual({
      answered: "/v2/vpceps/",
      taken: 0
    })
  })
})

it.each(["a=12&a=1", "a=1&c=2&b=3", "ab=1&a=2", "b=1&a=2", "a=1&a=1&a=0", "b=1&b=1&a=1"])(
  "the pairs of %j are sorted, whole",
  (query) => {
    expect(counted(() => canonicalQuery(query))).toEqual({
      answered: query.split("&").toSorted().join("&"),
      taken: 1
    })
  }
)

const parts = {
  method: "DELETE",
  canonicalUri: "/v2/vpceps/",
  canonicalQuery: "a=1",
  headers: [
    ["region", "ap-southeast-3"],
    ["x-sdk-date", "20260525T093015Z"],
    ["x-security-token", "secret"]
  ],
  payloadHash: "44136f"
} as const

it("canonicalHeaders writes a line for each header", () => {
  expect(canonicalHeaders(parts.headers.slice(0, 2))).toBe(
    "region:ap-southeast-3\nx-sdk-date:20260525T093015Z\n"
  )
})

it("canonicalRequest joins its six parts by line feeds", () => {
  expect(canonicalRequest(parts).split("\n")).toEqual([
    "DELETE",
    "/v2/vpceps/",
    "a=1",
    "region:ap-southeast-3",
    "x-sdk-date:20260525T093015Z",
    "x-security-token:secret",
    "",
    "region;x-sdk-date;x-security-token",
    "44136f"
  ])
})

it("maskSecurityToken changes the value of the token and nothing else", () => {
  const canonical = canonicalRequest(parts)
  expect(maskSecurityToken(canonical)).toBe(canonical.replace("secret", "***"))
})
