import { describe, expect, it } from "@effect/vitest"
import { hyperlink, pageOf, showsHyperlinks } from "./hyperlink.ts"

describe("showsHyperlinks", () => {
  it.each([
    [{ TERM_PROGRAM: "iTerm.app" }],
    [{ TERM_PROGRAM: "vscode", TERM: "xterm-256color" }],
    [{ TERM: "xterm-kitty" }],
    [{ TERM: "alacritty" }],
    [{ VTE_VERSION: "6800" }],
    [{ WT_SESSION: "e7b0" }],
    [{ FORCE_HYPERLINK: "1", TERM: "dumb" }]
  ])("is true of %j", (env) => expect(showsHyperlinks(env)).toBe(true))

  it.each([
    [{}],
    [{ TERM: "xterm-256color" }],
    [{ TERM_PROGRAM: "Apple_Terminal" }],
    [{ VTE_VERSION: "5000" }],
    [{ VTE_VERSION: "new" }],
    [{ TERM: "dumb", WT_SESSION: "e7b0" }],
    [{ CI: "true", TERM_PROGRAM: "vscode" }],
    [{ FORCE_HYPERLINK: "0", TERM_PROGRAM: "iTerm.app" }]
  ])("is false of %j", (env) => expect(showsHyperlinks(env)).toBe(false))
})

describe("pageOf", () => {
  it("is the page of a documented code", () => {
    expect(pageOf("UC.00011005")).toMatch(/^file:.*\/docs\/errors\/UC\.00011005\.md$/u)
  })

  it.each(["UC.99999999", "../../README", ""])("is nothing for %j", (code) => {
    expect(pageOf(code)).toBeUndefined()
  })
})

it("a hyperlink is the text between its address and the end of it", () => {
  expect(hyperlink("text", "file:///page")).toBe(
    "\u001B]8;;file:///page\u001B\\text\u001B]8;;\u001B\\"
  )
})
