import { sampleSeed } from "@codearts/emulator"
import { serve } from "@codearts/gateway"
import { Effect, Exit, Scope } from "effect"
import { execFile } from "node:child_process"
import { generateKeyPairSync } from "node:crypto"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it, onTestFinished } from "vitest"

const main = join(import.meta.dirname, "../../../apps/cli/src/main.ts")

const region = "ap-southeast-3"
const [tenant] = sampleSeed.tenants
const [key] = tenant?.users.flatMap(({ access_keys }) => access_keys) ?? []
const enterprise_id = tenant?.enterprise_id ?? ""
const entries = tenant?.vpceps ?? []
const stranger = entries.find((entry) => entry.region === region)?.vpcep_id ?? ""

const directory = () => {
  const path = mkdtempSync(join(tmpdir(), "codearts-plan-"))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

/** A key pair whose private half lies in a file; its public half as the allow-list writes it. */
const keyIn = (file: string): string => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519")
  writeFileSync(file, privateKey.export({ format: "pem", type: "pkcs8" }), { mode: 0o600 })
  return publicKey.export({ format: "der", type: "spki" }).toString("base64")
}

/** All but one entry are allowed, and its deletion waits for a second person. JSON is YAML. */
const allowListFor = (approver: string): string =>
  JSON.stringify({
    guards: { percent: 100 },
    approvals: { above: 0, approvers: [{ name: "Second", key: approver }] },
    tenants: [
      {
        enterprise_id,
        regions: [...Map.groupBy(entries, (entry) => entry.region)].map(([name, there]) => ({
          region: name,
          allowed: there
            .filter(({ vpcep_id }) => vpcep_id !== stranger)
            .map(({ vpcep_id }) => ({ vpcep_id, owner: "o", reason: "r", expires: "never" }))
        }))
      }
    ]
  })

/** The command as a person runs it. */
const commandAt = (endpoint: string, cwd: string) => (line: string) =>
  new Promise<{ readonly status: number; readonly said: string }>((resolve) => {
    const env = {
      PATH: process.env["PATH"],
      HOME: cwd,
      HUAWEICLOUD_SDK_AK: key?.access_key,
      HUAWEICLOUD_SDK_SK: key?.secret_key,
      CODEARTS_ENTERPRISE_ID: enterprise_id,
      CODEARTS_REGION: region,
      CODEARTS_ENDPOINT: endpoint
    }
    execFile(process.execPath, [main, ...line.split(" ")], { cwd, env }, (error, stdout, stderr) =>
      resolve({ status: Number(error?.code ?? 0), said: `${stdout}${stderr}` })
    )
  })

it("an approved plan goes through a guarded gateway, and nothing without one", async () => {
  const home = directory()
  keyIn(join(home, "me.pem"))
  const allow_list = join(home, "list.yaml")
  writeFileSync(allow_list, allowListFor(keyIn(join(home, "second.pem"))))
  const scope = Scope.makeUnsafe()
  onTestFinished(() => Effect.runPromise(Scope.close(scope, Exit.void)))
  const { port } = await serve({ port: 0, guards: { allow_list, plans: home } }).pipe(
    Effect.provideService(Scope.Scope, scope),
    Effect.runPromise
  )
  const codearts = commandAt(`http://127.0.0.1:${port}`, home)

  const alone = await codearts(`vpcep delete ${stranger} --yes`)
  expect([alone.status, alone.said]).toEqual([1, expect.stringContaining("KIT.0002")])

  const ends = []
  for (const line of [
    "access snapshot --out before.json",
    "access plan before.json --allow-list list.yaml --key me.pem --out plan.json",
    "access approve plan.json --allow-list list.yaml --key second.pem --out approval.json",
    "access apply plan.json --snapshot before.json --approval approval.json --allow-list list.yaml --evidence kept --yes",
    "access verify kept"
  ])
    ends.push(await codearts(line))
  expect(ends.filter(({ status }) => status !== 0)).toEqual([])
  expect(ends[3]?.said).toContain("deleted")
}, 120_000)
