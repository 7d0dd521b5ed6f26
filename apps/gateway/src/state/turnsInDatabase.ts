import { Effect, Exit, Scope, Semaphore } from "effect"
import type { SqlClient } from "effect/sql"
import { makeTurns, tooLong, type Turns } from "../deletion/turns.ts"
import { asked, type Database, lockClass } from "./database.ts"

/** A connection that holds the turns of this process; they end with it. */
interface Session {
  readonly sql: SqlClient.SqlClient
  readonly scope: Scope.Closeable
}

const pauseBetweenTries = 25

/**
 * Turns that gateways take together, by a lock in their database. In this process those of one name
 * line up as before, so that each gateway asks for a name once; a gateway that was killed gives up its
 * turns with its connection.
 */
export const turnsInDatabase = Effect.fnUntraced(function* (
  { connect }: Database,
  patience: number
) {
  const here = makeTurns(patience)
  const one = yield* Semaphore.make(1)
  let current: Session | undefined
  const heldBy = new Map<string, Session>()

  const drop = (session: Session) =>
    Effect.suspend(() => {
      if (current === session) current = undefined
      return Effect.forkDetach(Scope.close(session.scope, Exit.void))
    })

  const open = Effect.gen(function* () {
    if (current !== undefined) return current
    const scope = Scope.makeUnsafe()
    const sql = yield* asked(Effect.provideService(connect, Scope.Scope, scope)).pipe(
      Effect.onError(() => Scope.close(scope, Exit.void))
    )
    return (current = { sql, scope })
  })

  const ask = <A>(session: Session, statement: Effect.Effect<A, { readonly _tag: string }>) =>
    Effect.tapError(asked(statement), () => drop(session))

  const tryLock = Effect.fnUntraced(function* (name: string) {
    const session = yield* one.withPermit(open)
    const [row] = yield* ask(
      session,
      session.sql<{ readonly locked: boolean }>`
        SELECT pg_try_advisory_lock(${lockClass}::integer, hashtext(${name})) AS locked`
    )
    if (row?.locked === true) heldBy.set(name, session)
    return row?.locked === true
  })

  const lock = Effect.fnUntraced(function* (name: string) {
    const end = performance.now() + patience
    while (!(yield* tryLock(name))) {
      if (performance.now() > end) return yield* tooLong()
      yield* Effect.sleep(pauseBetweenTries)
    }
    return undefined
  })

  const unlock = Effect.fnUntraced(function* (name: string) {
    const session = heldBy.get(name)
    heldBy.delete(name)
    if (session === undefined || session !== current) return
    yield* Effect.ignore(
      ask(session, session.sql`SELECT pg_advisory_unlock(${lockClass}::integer, hashtext(${name}))`)
    )
  })

  yield* Effect.addFinalizer(() =>
    current === undefined ? Effect.void : Scope.close(current.scope, Exit.void)
  )

  const turns: Turns = {
    inTurn: (name, work) =>
      here.inTurn(
        name,
        Effect.acquireUseRelease(
          lock(name).pipe(Effect.interruptible),
          () => work,
          () => unlock(name)
        )
      ),
    // Who has lost the connection has lost the turn, and may not know it yet.
    stillMine: (name) =>
      Effect.suspend(() => {
        const session = heldBy.get(name)
        if (session === undefined || session !== current) return Effect.fail(tooLong())
        return Effect.asVoid(ask(session, session.sql`SELECT 1`))
      })
  }
  return turns
})
