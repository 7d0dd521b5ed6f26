import { Effect, Redacted } from "effect"
import { describe, expect, it } from "vitest"
import { callers, secrets } from "../../test/callers.ts"
import { atBeginning, beginning, live } from "../../test/run.ts"
import { credentialChain } from "./chain.ts"
import { absent, broken, type Found, type Source, type Unusable } from "./Source.ts"

/** Sources by name, and the names of those that were asked. */
const watched = (answers: Readonly<Record<string, Found | Unusable>>) => {
  const asked: Array<string> = []
  const sources = Object.entries(answers).map(([name, answer]): Source => ({
    name,
    find: Effect.suspend(() => {
      asked.push(name)
      return "why" in answer ? Effect.fail(answer) : Effect.succeed(answer)
    })
  }))
  return { asked, chain: credentialChain(sources) }
}

const key = { credentials: callers.accessKey }
const token = { credentials: callers.token }

describe("a chain", () => {
  it(
    "answers by the first source that has credentials, and asks no more",
    live(function* () {
      const { asked, chain } = watched({ one: absent("no"), two: key, three: token })
      expect((yield* chain.find).credentials).toBe(callers.accessKey)
      expect(asked).toEqual(["one", "two"])
    })
  )

  it(
    "asks that source again, and no other, even one that has credentials by now",
    live(function* () {
      const { asked, chain } = watched({ one: absent("no"), two: key, three: token })
      const { again } = yield* chain.find
      yield* again
      yield* Effect.flatMap(again, ({ again }) => again)
      expect(asked).toEqual(["one", "two", "two", "two", "two"])
    })
  )

  it(
    "ends at a source that is set up and does not work: none answers in its place",
    live(function* () {
      const { asked, chain } = watched({
        one: absent("is not set"),
        two: broken("is half set"),
        three: key
      })
      const failure = yield* Effect.flip(chain.find)
      expect(asked).toEqual(["one", "two"])
      expect(failure.message).toBe(`no credentials:
  one    is not set
  two    is half set
  three  not asked, for the one before is set up and does not work
Set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or mend the source above that you meant.`)
    })
  )

  it(
    "says of every source why it gave nothing",
    live(function* () {
      const { chain } = watched({ one: absent("is not set"), "number two": absent("is not there") })
      const failure = yield* Effect.flip(chain.find)
      expect(failure.tried).toEqual([
        { source: "one", why: "is not set" },
        { source: "number two", why: "is not there" }
      ])
      expect(failure.message).toContain("  one         is not set\n  number two  is not there\n")
    })
  )

  it(
    "prints no control character of a path",
    live(function* () {
      const { chain } = watched({ one: absent("/a\u001B[2J\n/b\u202E does not exist") })
      const { message } = yield* Effect.flip(chain.find)
      expect(message).toContain("  one  /a?[2J?/b? does not exist\n")
    })
  )

  it(
    "takes no credentials that could not be sent, and names the rule without the value",
    live(function* () {
      const credentials = {
        ...callers.accessKey,
        secretKey: Redacted.make(`${secrets.secretKey}\u0000`)
      }
      const failure = yield* Effect.flip(watched({ one: { credentials }, two: key }).chain.find)
      expect(failure.message).toMatch(/one {2}what it has cannot be sent: secretKey: .*NUL$/mu)
      expect(failure.message).not.toContain("canary")
    })
  )

  it(
    "takes no credentials that have ended",
    atBeginning(function* () {
      const ended = watched({ one: { ...key, ends: beginning } })
      expect((yield* Effect.flip(ended.chain.find)).message).toContain(
        "what it has ended at 2026-05-25T08:00:00.000Z, or the clock of this machine is wrong"
      )
      const lasting = watched({ one: { ...key, ends: beginning + 1 } })
      expect((yield* lasting.chain.find).ends).toBe(beginning + 1)
    })
  )
})
