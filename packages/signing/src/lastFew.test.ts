import { expect, it } from "vitest"
import { lastFew } from "./lastFew.ts"

const counting = (size: number) => {
  const made: Array<string> = []
  const remember = lastFew(size, (text) => {
    made.push(text)
    return { text }
  })
  return { made, remember }
}

it("answers a text that it remembers with the same value", () => {
  const { made, remember } = counting(2)
  expect(remember("a")).toBe(remember("a"))
  expect(remember("b")).toEqual({ text: "b" })
  expect(made).toEqual(["a", "b"])
})

it("never remembers more texts than its size", () => {
  const { made, remember } = counting(2)
  for (const text of ["a", "b", "c", "c", "a"]) remember(text)
  expect(made).toEqual(["a", "b", "c", "a"])
})

it("does not remember a failure", () => {
  let fail = true
  const remember = lastFew(1, () => {
    if (fail) throw new TypeError("not yet")
    return 1
  })
  expect(() => remember("a")).toThrow("not yet")
  fail = false
  expect(remember("a")).toBe(1)
})

it("remembers as many texts as its size", () => {
  const { made, remember } = counting(2)
  for (const text of ["a", "b", "a", "b"]) remember(text)
  expect(made).toEqual(["a", "b"])
})

it("remembers a text of 256 characters and none that is longer", () => {
  const { made, remember } = counting(2)
  const short = "a".repeat(256)
  const long = "a".repeat(257)
  for (const text of [short, short, long, long]) remember(text)
  expect(made).toEqual([short, long, long])
})
