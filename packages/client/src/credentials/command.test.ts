import { Effect, Fiber } from "effect"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { describe, expect, it } from "vitest"
import { secrets } from "../../test/callers.ts"
import { homeWith } from "../../test/files.ts"
import { redactedAway } from "../../test/found.ts"
import { live } from "../../test/run.ts"
import { command } from "./command.ts"

/** A program written in one line. */
const program = (script: string, ...args: ReadonlyArray<string>) =>
  [process.execPath, "-e", script, ...args] as const

const prints = (value: unknown) =>
  program("process.stdout.write(process.argv[1])", JSON.stringify(value))

describe("a command", () => {
  it(
    "gives the temporary key it prints, and its end",
    live(function* () {
      const { credentials, ends } = yield* command(
        prints({
          version: 1,
          access_key: "AKTEMPORARY",
          secret_key: secrets.secretKey,
          security_token: secrets.securityToken,
          project_id: "project-1",
          expires_at: "2999-01-01T00:00:00Z"
        })
      ).find
      expect(ends).toBe(Date.parse("2999-01-01T00:00:00Z"))
      expect(redactedAway(credentials)).toEqual({
        _tag: "AccessKey",
        accessKey: "AKTEMPORARY",
        secretKey: secrets.secretKey,
        securityToken: secrets.securityToken,
        projectId: "project-1"
      })
    })
  )

  it(
    "gets its arguments as they are: no shell reads them",
    live(function* () {
      const home = yield* homeWith()
      const argument = `$(touch ${join(home, "x")}); * "'`
      const script = "process.stdout.write(JSON.stringify({ token: process.argv[1] }))"
      // No token may hold a space, but what is printed is not judged here.
      const { credentials } = yield* command(program(script, argument)).find
      expect(redactedAway(credentials)).toEqual({ _tag: "Token", token: argument })
      expect(existsSync(join(home, "x"))).toBe(false)
    })
  )

  const failures: ReadonlyArray<
    readonly [what: string, argv: ReturnType<typeof program>, why: RegExp]
  > = [
    ["prints no JSON", program(`console.log("${secrets.token}")`), /did not print JSON$/u],
    ["prints nothing", program(""), /did not print JSON$/u],
    ["prints no credentials", prints({ version: 1 }), /printed no credentials$/u],
    ["prints half of them", prints({ access_key: "AK" }), /no secret_key$/u],
    [
      "prints an unknown field",
      prints({ tokens: secrets.token }),
      /^the command node: tokens is not a known field$/u
    ],
    ["prints a list", prints([secrets.token]), /^the command node: /u],
    [
      "fails, and tells a secret on stderr",
      program(`console.error("${secrets.token}"); process.exit(3)`),
      /exited with 3; run it yourself to see why$/u
    ],
    [
      "is killed",
      program('process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000)'),
      /was ended by SIGKILL/u
    ],
    [
      "prints over 64 KiB",
      program(`setInterval(() => process.stdout.write("${secrets.token}".repeat(9999)), 1)`),
      /printed over 65536 bytes$/u
    ]
  ]

  for (const [what, argv, why] of failures) {
    it(
      `that ${what} is broken, and what it printed is not repeated`,
      live(function* () {
        const failure = yield* Effect.flip(command(argv).find)
        expect(failure).toMatchObject({ broken: true })
        expect(failure.why).toMatch(why)
        expect(failure.why).not.toContain("canary")
      })
    )
  }

  it(
    "that is not there is broken",
    live(function* () {
      const failure = yield* Effect.flip(command(["/nowhere/helper", secrets.token]).find)
      expect(failure.why).toBe("the command helper could not be started (ENOENT)")
    })
  )

  /** A program that says its process id in a file, and never ends. */
  const endless = (file: string) =>
    program(
      "require('fs').writeFileSync(process.argv[1], String(process.pid)); setInterval(() => {}, 1000)",
      file
    )

  const isAlive = (pid: number) => {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  }

  const pidIn = async (file: string) => {
    while (!existsSync(file) || readFileSync(file, "utf8") === "") await setTimeout(5)
    return Number(readFileSync(file, "utf8"))
  }

  const hasEnded = async (pid: number) => {
    while (isAlive(pid)) await setTimeout(5)
    return true
  }

  it(
    "that does not end in time is ended, and broken",
    live(function* () {
      const file = join(yield* homeWith(), "pid")
      const failure = yield* Effect.flip(command(endless(file), 1500).find)
      expect(failure.why).toBe("the command node printed nothing within 1500 ms")
      expect(yield* Effect.promise(async () => hasEnded(await pidIn(file)))).toBe(true)
    })
  )

  it(
    "is ended with the call that waited for it",
    live(function* () {
      const file = join(yield* homeWith(), "pid")
      const asking = yield* Effect.forkChild(command(endless(file)).find)
      const pid = yield* Effect.promise(() => pidIn(file))
      yield* Fiber.interrupt(asking)
      expect(yield* Effect.promise(() => hasEnded(pid))).toBe(true)
    })
  )
})
