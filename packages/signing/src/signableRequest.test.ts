import { describe, expect, it } from "vitest"
import { urlParts } from "./signableRequest.ts"

describe("urlParts", () => {
  it.each([
    ["https://h", "h", "/", "/", ""],
    ["HTTP://H.Example:80/a", "H.Example:80", "/a", "/a/", ""],
    ["https://h:65535/a/", "h:65535", "/a/", "/a/", ""],
    ["https://[2001:db8::F]/", "[2001:db8::F]", "/", "/", ""],
    ["https://[::ffff:127.0.0.1]:1/", "[::ffff:127.0.0.1]:1", "/", "/", ""],
    ["https://a_b-c.example/%7e", "a_b-c.example", "/%7e", "/~/", ""],
    ["https://h/a?b=1?c#d?e", "h", "/a", "/a/", "b=1?c"],
    ["https://h?#", "h", "/", "/", ""]
  ])("cuts %s up as it stands", (url, host, path, canonicalUri, query) => {
    expect(urlParts(url)).toEqual({ host, path, canonicalUri, query })
  })

  it.each([
    "",
    "#",
    "?",
    "h/a",
    "https:/h",
    "https//h",
    "wss://h",
    "httpss://h",
    " https://h",
    "xhttps://h",
    "https://h ",
    "https://h:",
    "https://h:123456",
    "https://h:x/",
    "https://:8090",
    "https://[]/",
    "https://[::1/",
    "https://[::g]",
    "https://h[::1]",
    "https://u@h",
    "https://h\\a",
    "https://h\n"
  ])("throws a TypeError that says what a URL must be for %j", (url) => {
    expect(() => urlParts(url)).toThrow(
      new TypeError("url must be absolute: http or https, an ASCII host, no user")
    )
  })
})
