import { Effect, Redacted } from "effect"
import { readFile, stat } from "node:fs/promises"
import { Usage } from "../errors.ts"

/** Why a text cannot be a token of the admin API, or `undefined` when it can; never the text itself. */
export const tokenProblem = (token: string): string | undefined =>
  /^[\x21-\x7e]{16,256}$/u.test(token)
    ? undefined
    : "must be 16 to 256 visible ASCII characters without spaces"

const wrong = (path: string, problem: string) =>
  new Usage({ message: `--admin-token-file: ${path} ${problem}` })

/** The token in a file that no other user of the machine may read. */
export const readTokenFile = Effect.fnUntraced(function* (path: string) {
  const [text, { mode }] = yield* Effect.tryPromise({
    try: () => Promise.all([readFile(path, "utf8"), stat(path)]),
    catch: () => wrong(path, "cannot be read")
  })
  if ((mode & 0o077) !== 0)
    return yield* wrong(path, "is open to others, make it yours alone: chmod 600")
  const problem = tokenProblem(text.trim())
  return problem === undefined ? Redacted.make(text.trim()) : yield* wrong(path, problem)
})
