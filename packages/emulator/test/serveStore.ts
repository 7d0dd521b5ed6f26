// The emulator as a process of its own: `node serveStore.ts STORE [ADMIN_TOKEN]` prints where it
// listens, and with a token where its admin API does; or why it does not start.
import { Effect, Redacted } from "effect"
import { flushCompileCache } from "node:module"
import { make, serve, serveAdmin } from "../src/index.ts"

const anywhere = { host: "127.0.0.1", port: 0 }

const serveStore = (filename: string, token: string | undefined) =>
  Effect.gen(function* () {
    const emulator = yield* make({ filename })
    const { url } = yield* serve(emulator, anywhere)
    const admin =
      token === undefined
        ? []
        : [(yield* serveAdmin(emulator, { ...anywhere, token: Redacted.make(token) })).url]
    flushCompileCache() // for the next one: this one may not come to its end
    console.log([url, ...admin].join(" "))
    return yield* Effect.never
  }).pipe(
    Effect.scoped,
    Effect.catch(({ message }) => Effect.sync(() => console.log(message)))
  )

await Effect.runPromise(serveStore(process.argv[2] ?? ":memory:", process.argv[3]))
