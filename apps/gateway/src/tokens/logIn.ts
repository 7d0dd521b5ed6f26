import { makeBackOffBy, refuse, tooMany } from "@codearts/admission"
import type { Input } from "@codearts/api"
import { isPassword } from "@codearts/emulator"
import type { ReceivedRequest } from "@codearts/ingress"
import { Effect, Redacted } from "effect"
import { type Directory, type User, userKey } from "../callers/Directory.ts"

/** Each takes 16 MB and a core for a while; more at one time are refused. */
const mostAtOnce = 4

type Named = Input<"createToken">["auth"]["identity"]["password"]["user"]

/**
 * Finds a user by name and password. One that nobody knows and a wrong password look and cost the
 * same; who fails often from one place waits, and keeps nobody else from that name.
 */
export const makeLogIn = (directory: () => Directory) => {
  const backOff = makeBackOffBy((pair: string) => pair)
  let underWay = 0

  const check = Effect.fnUntraced(function* (user: User | undefined, { password }: Named) {
    const right = yield* isPassword(Redacted.value(password), user?.password_hash)
    return user !== undefined && right ? user : yield* refuse("401", 401)
  })

  return Effect.fnUntraced(function* ({ remoteAddress }: ReceivedRequest, named: Named) {
    if (underWay >= mostAtOnce) return yield* tooMany(1000)
    underWay += 1
    const key = userKey(named.domain.name, named.name)
    const user = directory().users.get(key)
    return yield* backOff
      .attempt(JSON.stringify([remoteAddress, key]), check(user, named))
      .pipe(Effect.ensuring(Effect.sync(() => (underWay -= 1))))
  })
}
