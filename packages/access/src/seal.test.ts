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

  it("cannot be signed over by another key", () => {
    const [own, other] = [seal(note, planner), seal({ ...note, text: "lose" }, stranger)]
    const forged = { ...own, content: other.content, digest: other.digest }
    expect(fault(writeSealed(forged))).toBe("its signature does not fit")
  })

  it("is not taken for another kind", () => {
    expect(fault(writeSealed(seal({ ...note, kind: "plan" })))).toContain("content.kind")
  })
})
