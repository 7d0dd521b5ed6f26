import { describe, expect, it } from "vitest"
import { makeRoom } from "./room.ts"

const visit = () => {
  const room = makeRoom(2)
  const admitted: Array<string> = []
  return { admitted, enter: (name: string) => room.enter(() => admitted.push(name)) }
}

describe("a room of two places", () => {
  it("admits two at once and lets the third wait", () => {
    const { admitted, enter } = visit()
    enter("a")
    enter("b")
    enter("c")
    expect(admitted).toEqual(["a", "b"])
  })

  it("admits the longest waiting when a place is free", () => {
    const { admitted, enter } = visit()
    const first = enter("a")
    enter("b")
    enter("c")
    enter("d")
    first.leave()
    expect(admitted).toEqual(["a", "b", "c"])
  })

  it("forgets who gives up waiting", () => {
    const { admitted, enter } = visit()
    const first = enter("a")
    enter("b")
    enter("c").leave()
    enter("d")
    first.leave()
    expect(admitted).toEqual(["a", "b", "d"])
  })

  it("frees a place once, however often it is left", () => {
    const { admitted, enter } = visit()
    const first = enter("a")
    enter("b")
    first.leave()
    first.leave()
    enter("c")
    enter("d")
    expect(admitted).toEqual(["a", "b", "c"])
  })
})
