import { expect, it } from "vitest"
import { KeyRing } from "./KeyRing.ts"

const first = { accessKey: "FIRST", secretKey: "secret-of-the-first" }
const second = { accessKey: "SECOND", secretKey: "secret-of-the-second" }

const make = () => {
  let now = 0
  const ring = new KeyRing([first, second], () => now)
  return { ring, pass: (milliseconds: number) => void (now += milliseconds) }
}

it("uses the second key once the first was refused, and stays with it", () => {
  const { ring } = make()
  expect(ring.take()).toBe(first)
  ring.hear(first, "taken")
  expect(ring.hear(first, "refused")).toBe("next")
  expect(ring.take()).toBe(second)
  ring.hear(second, "taken")
  // Answers to what had left under the first key come late.
  expect(ring.hear(first, "refused")).toBeUndefined()
  expect([ring.take(), ring.known]).toEqual([second, true])
})

it("uses none for 30 s once all were refused, twice as long each time after, 10 minutes at most", () => {
  const { pass, ring } = make()
  const rests = Array.from({ length: 7 }, () => {
    expect(ring.hear(first, "refused")).toBe("next")
    expect(ring.hear(second, "refused")).toBe("none")
    const rest = ring.take()
    pass(Number(rest))
    return rest
  })
  expect(rests).toEqual([30_000, 60_000, 120_000, 240_000, 480_000, 600_000, 600_000])
})

it("learns nothing of a key where there was no answer", () => {
  const { ring } = make()
  expect(ring.hear(first, "unknown")).toBeUndefined()
  expect([ring.take(), ring.known]).toEqual([first, false])
})
