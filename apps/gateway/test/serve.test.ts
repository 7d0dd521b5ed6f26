import { Effect, Redacted } from "effect"
import { inspect } from "node:util"
import { expect, it } from "vitest"
import { serve, type Settings } from "../src/index.ts"
import { inTest } from "./gate.ts"

const secret = "hush-hush-hush-hush"

const refusal = (settings: Settings) =>
  Effect.runPromise(Effect.scoped(Effect.flip(serve(settings))))

it("tells the port that it was given", async () => {
  const { port, url } = await inTest(serve({ port: 0 }))
  expect(url).toBe(`http://127.0.0.1:${port}`)
})

it("holds settings that are made in code to the same rules", async () => {
  const secret_key = Redacted.make(secret)
  expect(await refusal({ host: "a b", port: -1 })).toMatchObject({
    _tag: "InvalidSettings",
    problems: [{ field: "host" }, { field: "port" }]
  })
  expect(await refusal({ upstream: "https://upstream.example", callers: [] })).toMatchObject({
    problems: [{ field: "callers" }]
  })
  expect(
    await refusal({
      upstream: "https://upstream.example",
      callers: [
        { access_key: "A", secret_keys: [secret_key] },
        { access_key: "A", secret_keys: [Redacted.make("short")] }
      ]
    })
  ).toMatchObject({
    problems: [{ field: "callers[1].secret_key" }, { field: "callers[1].access_key" }]
  })
})

it("cannot listen where another does, and says where", async () => {
  const { port } = await inTest(serve({ port: 0 }))
  expect(await refusal({ port })).toMatchObject({
    _tag: "CannotListen",
    message: `Cannot listen on 127.0.0.1:${port}: the address is taken`
  })
})

it("shows no secret of its settings or of what is wrong with them", async () => {
  const callers = [{ access_key: "A B", secret_keys: [Redacted.make(secret)] as const }]
  const settings: Settings = { upstream: "https://upstream.example", callers }
  const shown = [settings, await refusal(settings)].flatMap((value) => [
    inspect(value, { depth: 9 }),
    JSON.stringify(value)
  ])
  expect(shown.join("\n")).not.toContain("hush")
})
