import * as NodeServices from "@effect/platform-node/NodeServices"
import { sampleSeed } from "@codearts/emulator"
import { ConfigProvider, Console, Deferred, Effect, Fiber, Layer } from "effect"
import { CliOutput, Command } from "effect/cli"
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { request } from "undici"
import { afterAll, describe, expect, it } from "vitest"
import { command } from "../src/command.ts"
import { presenter } from "../src/presenter.ts"
import certificates from "./certificates.json" with { type: "json" }
import refused from "./refusedSettings.json" with { type: "json" }

const directory = mkdtempSync(join(tmpdir(), "codearts-gateway-"))
afterAll(() => rmSync(directory, { recursive: true }))

const write = (name: string, text: string, mode = 0o600) => {
  const file = join(directory, name)
  writeFileSync(file, text)
  chmodSync(file, mode)
  return file
}

const secret = "hush-hush-hush-hush"
const [sampleKey] = sampleSeed.tenants.flatMap(({ users }) =>
  users.flatMap(({ access_keys }) => access_keys)
)

write("good", `${secret}\n`)
write("other", "hush-hush-hush-other")
write("third", "hush-hush-hush-third")
write("open", secret, 0o604)
write("nul", `${secret}\0hush`)
write("long", "hush-".repeat(13))
write("short", "hush-hush-hush-")
write("empty", "\n")
write("sample", sampleKey?.secret_key ?? "")
write("server.pem", certificates.server.certificate)
write("server.key", certificates.server.key)
write("loose.key", certificates.server.key, 0o604)
write("ended.pem", certificates.expiredServer.certificate)
write("ended.key", certificates.expiredServer.key)
mkdirSync(join(directory, "directory"), 0o700)

const upstreamKey = { HUAWEICLOUD_SDK_AK: "UPSTREAM", HUAWEICLOUD_SDK_SK: "hush-upstream" }

/** Runs the command; what it prints is told line by line. */
const run = (
  args: ReadonlyArray<string>,
  environment: Readonly<Record<string, string>> = upstreamKey,
  print: (line: string) => void = () => {}
) =>
  Command.runWith(command, { version: "0.0.0" })(args).pipe(
    Effect.scoped,
    Effect.provideService(CliOutput.Presenter, presenter),
    Effect.provideService(Console.Console, {
      ...globalThis.console,
      log: (...parts: ReadonlyArray<unknown>) => print(parts.join(" ")),
      error: print
    }),
    Effect.provide(
      Layer.merge(
        NodeServices.layer,
        ConfigProvider.layer(ConfigProvider.fromEnv({ env: environment }))
      )
    )
  )

const refusal = (args: ReadonlyArray<string>, environment?: Readonly<Record<string, string>>) =>
  Effect.runPromise(Effect.flip(run(args, environment)))

describe("a settings file", () => {
  for (const { file: lines, name, told } of refused) {
    it(`is refused for ${name}`, async () => {
      const file = write("gateway.yaml", lines.join("\n"))
      const { _tag, message } = await refusal(["--config", file])
      expect(_tag).toBe("InvalidSettings")
      expect(message.split("\n")).toEqual(
        told.map((problem) => `${file}: ${problem.replace("{directory}", directory)}`)
      )
      expect(message).not.toContain("hush")
      const checked = await refusal(["config", "check", "--config", file])
      expect([checked._tag, checked.message]).toEqual([_tag, message])
    })
  }

  it("is refused where there is none", async () => {
    const { message } = await refusal(["--config", join(directory, "missing.yaml")])
    expect(message).toBe(`${directory}/missing.yaml: does not exist`)
  })
})

const callers = JSON.stringify([{ access_key: "ADMIN", secret_key_file: "good" }])

describe("a flag", () => {
  const refusals: ReadonlyArray<readonly [args: ReadonlyArray<string>, told: string]> = [
    [["--port", "65536"], "--port: must be a whole number from 0 to 65535"],
    [
      ["--host", "0.0.0.0"],
      "--host: can be reached from other machines, which plain http shows every request: set tls, or, where only a proxy with TLS can reach it, insecure_plain_http_behind_proxy: true\nallowed_hosts: must name the hosts that callers ask for when host is not loopback, such as [gateway.example]: other sites' pages could be led here"
    ],
    [
      ["--upstream", "http://upstream.example"],
      "--upstream: must be embedded, cloud, or an https URL without user, path and query; http for this machine only"
    ],
    [
      ["--upstream", "https://upstream.example"],
      "callers: must name at least one: a gateway that anyone may use would be anyone's key to the cloud"
    ],
    [["--data", ""], "--data: must be the path of a file"],
    [
      ["--data", "postgres://user:CANARY-5f1e@db/codearts"],
      "--data: must not hold a password, which every user of this machine could read in the list of processes; set PGPASSWORD, or CODEARTS_DATABASE_URL to the whole address"
    ]
  ]
  for (const [args, told] of refusals) {
    it(`is refused as ${args.join(" ")}, by its own name`, async () => {
      expect((await refusal(args)).message).toBe(told)
    })
  }

  it("wins over the file, and is told where both do not go together", async () => {
    const file = write(
      "both.yaml",
      `port: 1\nupstream: https://upstream.example\ncallers: ${callers}`
    )
    const { message } = await refusal(["--config", file, "--upstream", "embedded", "--port", "-1"])
    expect(message).toBe("--port: must be a whole number from 0 to 65535")
    expect((await refusal(["--config", file, "--upstream", "embedded"])).message).toBe(
      `${file}: callers: are for a remote upstream; the embedded emulator knows its own`
    )
    expect((await refusal(["--config", file, "--data", "x.db"])).message).toBe(
      "--data: is for the embedded emulator; a remote upstream keeps its own"
    )
  })
})

describe("the key for a remote upstream", () => {
  const file = write("remote.yaml", `upstream: https://upstream.example\ncallers: ${callers}`)
  const refusals: ReadonlyArray<
    readonly [environment: Readonly<Record<string, string>>, told: string]
  > = [
    [{}, "HUAWEICLOUD_SDK_AK: is required\nHUAWEICLOUD_SDK_SK: is required"],
    [{ HUAWEICLOUD_SDK_AK: "A" }, "HUAWEICLOUD_SDK_SK: is required"],
    [{ ...upstreamKey, HUAWEICLOUD_SDK_SK: "" }, "HUAWEICLOUD_SDK_SK: is required"],
    [
      { ...upstreamKey, HUAWEICLOUD_SDK_AK: "A\nB" },
      "HUAWEICLOUD_SDK_AK: must be 1 to 128 letters, digits, hyphens (-) or underscores (_)"
    ],
    [
      { ...upstreamKey, HUAWEICLOUD_SDK_SECURITY_TOKEN: "hush" },
      "HUAWEICLOUD_SDK_SECURITY_TOKEN: must be unset: a gateway needs a permanent access key, a temporary one ends while it serves"
    ]
  ]
  for (const [environment, told] of refusals) {
    it(`is refused with ${Object.keys(environment).join(", ") || "nothing"} set: ${told.split("\n")[0]}`, async () => {
      expect((await refusal(["--config", file], environment)).message).toBe(told)
    })
  }
})

/** Runs the command until a line tells where it listens; gives the answer from there, and what was printed before. */
const healthOf = async (args: ReadonlyArray<string>) => {
  const listening = Deferred.makeUnsafe<string>()
  const before: Array<string> = []
  const fiber = Effect.runFork(
    run(args, upstreamKey, (printed) => {
      const [, url] = /^codearts-gateway listens on (\S+)$/u.exec(printed) ?? []
      if (url === undefined) before.push(printed)
      else Deferred.doneUnsafe(listening, Effect.succeed(url))
    })
  )
  const url = await Effect.runPromise(Deferred.await(listening))
  const { body } = await request(`${url}/healthz`)
  const health = await body.json()
  await Effect.runPromise(Fiber.interrupt(fiber))
  return { url, health, before: before.join("\n") }
}

const onlyAdmin = /^admin pages on http:\/\/127\.0\.0\.1:\d+$/u

describe("a gateway", () => {
  it("needs no settings but a free port, and says where it listens", async () => {
    const { before, health, url } = await healthOf(["--port", "0"])
    expect(before).toMatch(onlyAdmin)
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u)
    expect(health).toMatchObject({ status: "ok", upstream: "embedded" })
  })

  it("starts with the settings in a YAML file", async () => {
    const file = write(
      "right.yaml",
      `version: 1\nhost: localhost\nport: 0\nupstream: https://upstream.example\ncallers:\n  - access_key: ADMIN\n    secret_key_file: good\n    sdk_compat: true\n`
    )
    expect((await healthOf(["--config", file])).health).toMatchObject({
      upstream: "https://upstream.example"
    })
  })

  it("starts with the settings in a JSON file, over which flags win", async () => {
    const file = write("right.json", JSON.stringify({ port: 1, upstream: "embedded" }))
    expect((await healthOf(["--config", file, "--port", "0"])).health).toMatchObject({
      upstream: "embedded"
    })
  })

  it("may have an upstream in clear on this machine", async () => {
    const file = write("local.yaml", `port: 0\nupstream: http://[::1]:8090\ncallers: ${callers}`)
    const { before, health } = await healthOf(["--config", file])
    expect(health).toMatchObject({ upstream: "http://[::1]:8090", guards: "on" })
    expect(before).toContain("THE AUDIT IS IN MEMORY")
  })

  it("says loudly that guards are off, and nothing where the audit is in a file", async () => {
    const off = write("off.yaml", "port: 0\nguards: off\n")
    const { before, health } = await healthOf(["--config", off])
    expect(before).toContain("GUARDS ARE OFF")
    expect(health).toMatchObject({ guards: expect.stringContaining("OFF") })
    const kept = write(
      "kept.yaml",
      `port: 0\nupstream: http://[::1]:8090\ncallers: ${callers}\naudit: { file: kept.db }\n`
    )
    expect((await healthOf(["--config", kept])).before).toMatch(onlyAdmin)
  })

  it("does not start on an allow-list that is wrong, whose line it names, or without its plans", async () => {
    write("wrong-list.yaml", "tenants: 3\n")
    const file = write("guarded.yaml", "port: 0\nguards: { allow_list: wrong-list.yaml }\n")
    expect((await refusal(["--config", file])).message).toContain(
      `guards.allow_list: ${directory}/wrong-list.yaml: line 1: tenants: must be`
    )
    const plans = write("plans.yaml", "port: 0\nguards: { plans: nowhere }\n")
    expect((await refusal(["--config", plans])).message).toContain(
      `guards.plans: ${directory}/nowhere is no directory that can be read`
    )
  })
})

it("says of a good file that it is good, without the key of the upstream", async () => {
  const file = write(
    "checked.yaml",
    `host: 0.0.0.0\nallowed_hosts: [gateway.example]\ntls: { certificate_file: server.pem, key_file: server.key }\nupstream: cloud\ncallers: ${callers}`
  )
  const printed: Array<string> = []
  await Effect.runPromise(
    run(["config", "check", "--config", file], {}, (line) => printed.push(line))
  )
  expect(printed).toEqual([`${file}: good; upstream cloud, callers 1`])
})
