import { Result, Schema } from "effect"
import { describe, expect, it } from "vitest"
import { planner, stranger } from "../test/world.ts"
import { canonicalJson } from "./canonical.ts"
import { readSealed, seal, writeSealed } from "./seal.ts"

const Note = Schema.Struct({ kind: Schema.Literal("note"), text: Schema.String })
const note = { kind: "note" as const, text: "keep" }
const read = (text: string) => readSealed("note", Note, text)
const fault = (text: string) =>
  Result.match(read(text), { onSuccess: () => "sound", onFailure: ({ reason }) => reason })

describe("a sealed document", () => {
  it("is one canonical line, and reads back as it was", () => {
    const sealed = seal(note, planner)
    expect(writeSealed(sealed)).toBe(`${canonicalJson(sealed)}\n`)
    expect(Result.getOrThrow(read(writeSealed(sealed)))).toEqual(sealed)
    expect(Result.getOrThrow(read(writeSealed(seal(note))))).not.toHaveProperty("signature")
  })

  it("has the digest that RFC 8785 and SHA-256 give its content", () => {
    // printf '{"kind":"note","text":"keep"}' | sha256sum
    expect(seal({ text: "keep", kind: "note" }).digest).toBe(
      "sha256:f4aa43f8431a62be68696d76ed5d0848c26fad1f6eb9ad6aacd7a30656825ba3"
    )
  })

  it("breaks with any byte that changes", () => {
    const text = writeSealed(seal(note, planner))
    for (const index of text.split("").keys()) {
      const other = text[index] === "a" ? "b" : "a"
      expect(fault(text.slice(0, index) + other + text.slice(index + 1))).not.toBe("sound")
    }
    expect(fault(text.trimEnd())).toContain("canonical form")
    expect(fault(` ${text}`)).toContain("canonical form")
  })

  it("has one way to write its signature, so that no two files are the same document", () => {
    const sealed = seal(note, planner)
    const { signature } = sealed
    for (const value of [`${signature?.value}A`, `A${signature?.value}`, "AAAA"]) {
      const other = writeSealed({
        ...sealed,
        ...(signature && { signature: { ...signature, value } })
      })
      expect(fault(other)).toBe("signature.value must be 64 bytes in base64")
    }
  })

  it("has one spelling of its signature and of its key, of those that stand for the same bytes", () => {
    const text = writeSealed(seal(note, planner))
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for (const last of text.matchAll(/[A-Za-z0-9+/](?==)/gu)) {
      const spelled = letters
        .split("")
        .map((letter) => text.slice(0, last.index) + letter + text.slice(last.index + 1))
      expect(spelled.filter((each) => fault(each) === "sound")).toEqual([text])
    }
  })

  it.each([
    ["is not JSON", "{", "it is not JSON"],
    ["is nothing", "", "it is not JSON"],
    ["is JSON, and no document", "1\n", "it must be an object"],
    [
      "says something else than its digest",
      writeSealed({ ...seal(note), content: { ...note, text: "lose" } }),
      "its content is not what its digest was taken of"
    ]
  ])("is told from a text that %s", (_, text, reason) => {
    const told = Result.match(read(text), {
      onSuccess: () => undefined,
      onFailure: (error) => error
    })
    expect(told).toMatchObject({ _tag: "BrokenSeal", kind: "note", reason })
    expect(told?.message).toBe(`not a sound note: ${reason}`)
  })

  it("cannot be signed over by another key", () => {
    const [own, other] = [seal(note, planner), seal({ ...note, text: "lose" }, stranger)]
    const forged = { ...own, content: other.content, digest: other.digest }
    expect(fault(writeSealed(forged))).toBe("its signature does not fit")
  })

  it("is not taken for another kind", () => {
    expect(fault(writeSealed(seal({ ...note, kind: "plan" })))).toContain("content.kind")
  })
})
