// The emulator as a process of its own: `node serveStore.ts STORE` prints where it listens, or why it does not start.
import { Effect } from "effect"
import { flushCompileCache } from "node:module"
import { make, serve } from "../src/index.ts"

const serveStore = (filename: string) =>
  Effect.gen(function* () {
    const { url } = yield* serve(yield* make({ filename }), { host: "127.0.0.1", port: 0 })
    flushCompileCache() // for the next one: this one may not come to its end
    console.log(url)
    return yield* Effect.never
  }).pipe(
    Effect.scoped,
    Effect.catch(({ message }) => Effect.sync(() => console.log(message)))
  )

await Effect.runPromise(serveStore(process.argv[2] ?? ":memory:"))
