import { describe, expect, it } from "vitest"
import { decodedBytes, percentDecode, percentEncode, percentNormalize } from "./percentEncode.ts"

const unreserved = "ABCXYZabcxyz0189-._~"

describe("percentEncode", () => {
  it("returns its input when nothing needs encoding", () => {
    expect(percentEncode(unreserved)).toBe(unreserved)
  })

  it.each([
    ["a b", "a%20b"],
    ["a+b", "a%2Bb"],
    ["a/b", "a%2Fb"],
    ["!'()*", "%21%27%28%29%2A"],
    ["100%", "100%25"],
    ["%2F", "%252F"],
    ["a\nb", "a%0Ab"],
    ["é", "%C3%A9"],
    ["端点", "%E7%AB%AF%E7%82%B9"],
    ["😀", "%F0%9F%98%80"]
  ])("encodes %j as %s", (text, encoded) => {
    expect(percentEncode(text)).toBe(encoded)
  })

  it("takes half a surrogate pair for U+FFFD instead of throwing", () => {
    expect(percentEncode("\ud83d")).toBe("%EF%BF%BD")
  })
})

describe("percentNormalize", () => {
  it.each([
    ["%41%7e%2d", "A~-", "decodes what needs no encoding"],
    ["%2f%c3%a9", "%2F%C3%A9", "writes hexadecimal digits in upper case"],
    ["a b'é", "a%20b%27%C3%A9", "encodes what was sent bare"],
    ["%2520", "%2520", "decodes once only"],
    ["%", "%25", "takes a lone % for a literal one"],
    ["%zz%2", "%25zz%252", "takes a % before other than two digits for a literal one"],
    ["%ff", "%FF", "keeps bytes that are not UTF-8"]
  ])("turns %s into %s: %s", (wire, normalized) => {
    expect(percentNormalize(wire)).toBe(normalized)
  })
})

describe("percentDecode", () => {
  it("reads UTF-8", () => {
    expect(percentDecode("%E7%AB%AF%20a%2Bb")).toBe("端 a+b")
  })

  it("reads U+FFFD where the bytes are not UTF-8", () => {
    expect(percentDecode("a%FFb")).toBe("a\ufffdb")
  })
})

it("decodedBytes answers one character a byte", () => {
  expect(decodedBytes("%F0%9F%98%80")).toBe("\xf0\x9f\x98\x80")
})
