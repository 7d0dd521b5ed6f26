import { Effect, Logger } from "effect"
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, it } from "vitest"
import { checkSettings } from "../src/checkSettings.ts"
import { readSettings } from "../src/settingsFile.ts"
import certificates from "./certificates.json" with { type: "json" }

const samples = join(import.meta.dirname, "../samples")
const directory = mkdtempSync(join(tmpdir(), "codearts-gateway-"))
afterAll(() => rmSync(directory, { recursive: true }))

const files: Readonly<Record<string, string>> = {
  "ci.secret": "an-example-secret-of-ci",
  "clients.pem": certificates.authority,
  "server.key": certificates.server.key,
  "server.pem": certificates.server.certificate
}
for (const [name, text] of Object.entries(files))
  writeFileSync(join(directory, name), text, { mode: 0o600 })
mkdirSync(join(directory, "plans"))

const names = readdirSync(samples).filter((name) => name.endsWith(".yaml"))

it("there is a sample of each mode", () => {
  expect(names.toSorted()).toEqual([
    "behind-proxy.yaml",
    "cloud.yaml",
    "embedded.yaml",
    "mutual-tls.yaml",
    "one-url.yaml",
    "region-table.yaml"
  ])
})

for (const name of names) {
  it(`${name} is what a gateway would start with`, async () => {
    const file = join(directory, name)
    copyFileSync(join(samples, name), file)
    const { settings } = await readSettings(file).pipe(
      Effect.flatMap(checkSettings),
      Effect.provide(Logger.layer([])),
      Effect.runPromise
    )
    expect(settings.upstream).toBeDefined()
  })
}
