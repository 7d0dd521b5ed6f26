import { Deferred, Effect, Exit, Fiber } from "effect"
import { expect, it } from "vitest"
import { makeTurns } from "./turns.ts"

const inOrder = (names: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const turns = makeTurns(1000)
    const told: Array<string> = []
    const work = (name: string) =>
      Effect.gen(function* () {
        told.push(`begin ${name}`)
        yield* Effect.yieldNow
        yield* Effect.yieldNow
        told.push(`end ${name}`)
      })
    yield* Effect.all(
      names.map((name) => turns.inTurn(name.slice(0, 1), work(name))),
      { concurrency: "unbounded" }
    )
    return told
  })

it("lets those of one name work one after the other, as they came", async () => {
  expect(await Effect.runPromise(inOrder(["a1", "a2", "a3"]))).toEqual([
    "begin a1",
    "end a1",
    "begin a2",
    "end a2",
    "begin a3",
    "end a3"
  ])
})

it("lets those of other names work meanwhile", async () => {
  expect((await Effect.runPromise(inOrder(["a1", "b1"]))).slice(0, 2)).toEqual([
    "begin a1",
    "begin b1"
  ])
})

it("gives the turn on after a failure, a defect and an interruption", async () => {
  const turns = makeTurns(1000)
  const ends = [Effect.fail("wrong"), Effect.die("broken"), Effect.interrupt]
  const exits = await Effect.runPromise(
    Effect.forEach(ends, (end) => Effect.exit(turns.inTurn("a", end)))
  )
  expect(exits.every(Exit.isFailure)).toBe(true)
  expect(await Effect.runPromise(turns.inTurn("a", Effect.succeed("done")))).toBe("done")
})

it("refuses who has waited too long, who then has no place any more", async () => {
  const turns = makeTurns(10)
  const refused = await Effect.runPromise(
    Effect.gen(function* () {
      const held = yield* Deferred.make<void>()
      const holder = yield* Effect.forkChild(turns.inTurn("a", Deferred.await(held)))
      yield* Effect.yieldNow
      const late = yield* Effect.flip(turns.inTurn("a", Effect.void))
      yield* Deferred.succeed(held, undefined)
      yield* Fiber.join(holder)
      yield* turns.inTurn("a", Effect.void)
      return late
    })
  )
  expect(refused).toMatchObject({ status: 503, error_code: "KIT.0010" })
})
