import { Effect, Exit, Scope } from "effect"
import { makeStores } from "../stores.ts"
import { type Attack, attackNamed, type Expect } from "./Attack.ts"
import type { Door, DoorKind } from "./doors.ts"
import { exchange, type Exchanged } from "./exchange.ts"
import { type Outcome, problemsOf } from "./expectations.ts"
import { type Message, messageOf } from "./message.ts"
import { watchOutbound } from "./outbound.ts"
import { fill } from "./placeholders.ts"
import { isServing, type State, stateOf } from "./state.ts"
import type { Mode } from "./world.ts"

const hostOf = ({ port }: Door) => `127.0.0.1:${port}`

const send = (attack: Attack, { bytes }: Message, door: Door, expect: Expect) => {
  const { drip, endAfterWrite, request = {} } = attack
  const { connectionClosed, responses } = expect
  const waits = connectionClosed === true || responses !== undefined
  return exchange(
    door.port,
    { bytes, drip, endAfterWrite, ...request },
    { toHead: attack.request?.method === "HEAD", answers: responses ?? 1, settle: waits ? 250 : 0 }
  )
}

const bodyOfCase = async (id: string, door: Door, now: Date) => {
  const attack = attackNamed(id)
  const { answers } = await send(attack, messageOf(attack, hostOf(door), now), door, attack.expect)
  return answers[0]?.body
}

const filledIn = (expect: Expect, { values }: Message): Expect =>
  expect.bodyNotContains === undefined
    ? expect
    : { ...expect, bodyNotContains: expect.bodyNotContains.map((text) => fill(text, values)) }

type Seen = Exchanged & Pick<Outcome, "sameBody">

/** Does something to a server, and judges what comes of it. */
const judged = async (door: Door, before: State, expect: Expect, act: () => Promise<Seen>) => {
  const outbound = watchOutbound()
  const seen = await act()
  const after = await stateOf(door)
  const problems = problemsOf(expect, {
    ...seen,
    serving: await isServing(door),
    outbound: outbound(),
    own: { before: before.own, after: after.own },
    other: { before: before.other, after: after.other }
  })
  return { problems, after }
}

/** What is to be seen of each time that a case is sent. */
const expectations = (attack: Attack, { instead }: DoorKind, mode: Mode): ReadonlyArray<Expect> => {
  const { expect, expectCompat = expect, repeat = 1 } = attack
  const last = instead[attack.id] ?? (mode === "compat" ? expectCompat : expect)
  const { expectFirst = last } = attack
  return Array.from({ length: repeat }, (_, index) => (index === repeat - 1 ? last : expectFirst))
}

const carryOut = async (attack: Attack, door: Door, expected: ReadonlyArray<Expect>) => {
  let before = await stateOf(door)
  const now = new Date()
  const message = messageOf(attack, hostOf(door), now)
  const found: Array<string> = []
  for (const expect of expected.map((each) => filledIn(each, message))) {
    const { sameBodyAs } = expect
    const { after, problems } = await judged(door, before, expect, async () => ({
      ...(await send(attack, message, door, expect)),
      sameBody: sameBodyAs === undefined ? undefined : await bodyOfCase(sameBodyAs, door, now)
    }))
    found.push(...problems)
    before = after
  }
  return found
}

// Other work on the machine only ever adds time, so what one of a few tries took is the server's own.
const tries = 3

const isLateOnly = (problems: ReadonlyArray<string>) =>
  problems.length > 0 && problems.every((problem) => problem.startsWith("maxMs "))

/** What carries out cases against a kind of server, each in a world of its own. */
export const makeRunner = (kind: DoorKind, mode: Mode) => {
  const stores = makeStores()
  const closing: Array<Promise<void>> = []

  const once = async (attack: Attack): Promise<ReadonlyArray<string>> => {
    const scope = Scope.makeUnsafe()
    try {
      const opened = Effect.provideService(kind.open(mode, stores), Scope.Scope, scope)
      const door = await Effect.runPromise(opened)
      return await carryOut(attack, door, expectations(attack, kind, mode))
    } finally {
      // A gateway takes its time to leave, for which the next case need not wait.
      closing.push(Effect.runPromise(Scope.close(scope, Exit.void)))
    }
  }

  return {
    /** What of a case is not as it must be; empty when all is. */
    run: async (attack: Attack): Promise<ReadonlyArray<string>> => {
      let problems = await once(attack)
      for (let time = 2; time <= tries && isLateOnly(problems); time += 1)
        problems = await once(attack)
      return problems
    },
    close: async () => {
      await Promise.all(closing)
      stores.remove()
    }
  }
}
