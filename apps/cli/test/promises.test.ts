import { readProfileFiles } from "@codearts/client/profiles"
import { sampleSeed } from "@codearts/emulator"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { onTestFinished } from "vitest"
import { type Circumstances, codearts, person } from "./codearts.ts"
import { type Home, homeWith } from "./home.ts"
import { testKeyring } from "./keyring.ts"

/** `CODEARTS_LONG=1` is the long profile: as many as are promised. */
const long = process.env["CODEARTS_LONG"] !== undefined

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))

const start = (script: string, args: ReadonlyArray<string>, home: string) => {
  const env = { PATH: process.env["PATH"], HOME: home }
  const child = spawn(process.execPath, [pathOf(script), ...args], { env })
  onTestFinished(() => void child.kill("SIGKILL"))
  const text = { stdout: "", stderr: "" }
  child.stdout.on("data", (chunk) => (text.stdout += String(chunk)))
  child.stderr.on("data", (chunk) => (text.stderr += String(chunk)))
  return { child, text, ended: once(child, "close") }
}

const filesIn = (home: string) =>
  Effect.runPromise(readProfileFiles(join(home, ".config/codearts")))

const numberIn = (text = "") => Number(/\d+$/u.exec(text)?.[0])

describe("L2. A crash never loses a profile", () => {
  const kills = long ? 200 : 2
  const lanes = long ? 5 : 2

  /** Kills a writer at some moment; the last number it said, and those that the files have then. */
  const killOnce = async (home: string) => {
    const { child, ended, text } = start("writeProfiles.ts", [home], home)
    await once(child.stdout, "data")
    await setTimeout(Math.random() * 40)
    child.kill("SIGKILL")
    await ended
    const { config, credentials } = await filesIn(home)
    const said = numberIn(text.stdout.trim())
    const secret = credentials.profiles?.["work"]
    expect([said, said + 1]).toContain(numberIn(secret?.access_key))
    expect([said, said + 1]).toContain(numberIn(config.profiles?.["work"]?.region))
    expect(secret?.secret_key).toHaveLength(200_000)
    return leftIn(home).length > 0
  }

  /** What a killed writer leaves: its lock, and the file beside the one that it writes. */
  const leftIn = (home: string) =>
    readdirSync(join(home, ".config/codearts")).filter((name) => name.startsWith("."))

  const killInTurn = async (home: string) => {
    let atWork = 0
    for (let kill = 0; kill < kills / lanes; kill++) if (await killOnce(home)) atWork++
    return atWork
  }

  it(
    `in ${kills} kills -9 each file is the old one or the new one`,
    { timeout: 600_000 },
    async () => {
      const homes = Array.from({ length: lanes }, () => homeWith())
      const atWork = await Promise.all(homes.map(({ path }) => killInTurn(path)))
      // A writer does little else than write, so most kills are in the middle of it.
      const fewest = long ? kills / 4 : 0 // of two, both may be early: the long profile tells
      expect(atWork.reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(fewest)
      for (const home of homes) {
        expect(home.modeOf("credentials.yaml")).toBe("600")
        // The next writer tidies up after all of them.
        await codearts("profile set last --region r", home)
        const line = "auth login --profile last --token-stdin --insecure-storage"
        await codearts(line, { ...home, stdin: "tok" })
        expect(leftIn(home.path)).toEqual([])
      }
    }
  )
})

describe("L3. Parallel writers do not clobber", () => {
  it("20 at once in one process: 20 are there", async () => {
    const home = homeWith()
    const names = Array.from({ length: 20 }, (_, index) => `p${index}`)
    const ended = await Promise.all(
      names.map((name) => codearts(`profile set ${name} --region r-${name}`, home))
    )
    expect(ended.map(({ status }) => status)).toEqual(names.map(() => 0))
    const { config } = await filesIn(home.path)
    expect(Object.keys(config.profiles ?? {}).toSorted()).toEqual(names.toSorted())
  })

  const processes = long ? 20 : 2

  it(`${processes} processes at once: ${processes} are there`, { timeout: 120_000 }, async () => {
    const home = homeWith()
    const names = Array.from({ length: processes }, (_, index) => `p${index}`)
    const ended = await Promise.all(
      names.map((name) => {
        const args = ["profile", "set", name, "--region", "r"]
        return start("../src/main.ts", args, home.path).ended
      })
    )
    expect(ended.map(([code]) => code)).toEqual(names.map(() => 0))
    const { config } = await filesIn(home.path)
    expect(Object.keys(config.profiles ?? {}).toSorted()).toEqual(names.toSorted())
  })
})

describe("L4. No secret is in arguments, output or errors", () => {
  const secret = "canary-secret"
  const [tenant] = sampleSeed.tenants

  const files = {
    ".config/codearts/config.yaml":
      "current: work\nprofiles: { work: { region: ap-southeast-3 } }\n",
    ".config/codearts/credentials.yaml": JSON.stringify({
      profiles: { work: { access_key: "AK", secret_key: secret } }
    }),
    ".huaweicloud/credentials": `[basic]\nak = AK\nsk = ${secret}\n`,
    ".hcloud/config.json": JSON.stringify({
      profiles: [{ name: "h", accessKeyId: "HCLOUD0123456789", secretAccessKey: secret }]
    }),
    "broken/codearts/config.yaml": `profiles:\n  a: { secret_key: ${secret} }\n`,
    "broken/codearts/credentials.yaml": `profiles:\n  a: { secret_key: ${secret}\n   ${secret}\n`
  }

  const lines = [
    "profile list",
    "profile list -o json",
    "profile use work",
    "profile use none",
    "profile set work --project-id p",
    "profile show",
    "profile show -o json",
    "profile import sdk --profile new",
    "profile import sdk --insecure-storage --overwrite",
    "profile import hcloud",
    "auth login --access-key AK --secret-key-stdin",
    "auth login --access-key AK --secret-key-stdin --insecure-storage",
    "auth login --token-stdin",
    "auth login --user-name u --domain-name d --password-stdin",
    "auth login --from-environment",
    "auth login",
    "auth status",
    "auth status -o json",
    "auth token",
    "auth logout",
    "configure",
    "config show",
    "config show --origin -o json",
    "doctor",
    "doctor -o json",
    "completion bash"
  ]

  const surroundings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    "a profile": {},
    variables: { HUAWEICLOUD_SDK_AK: "AK", HUAWEICLOUD_SDK_SK: secret },
    "half of the variables": { HUAWEICLOUD_SDK_SK: secret },
    "a proxy with a password": { HTTPS_PROXY: `http://u:${secret}@127.0.0.1:1` },
    "broken files": { XDG_CONFIG_HOME: "broken" }
  }

  it.each(Object.keys(surroundings).flatMap((name) => lines.map((line) => [name, line] as const)))(
    "with %s: codearts %s",
    async (name, line) => {
      const home = homeWith(files)
      const { XDG_CONFIG_HOME, ...variables } = surroundings[name] ?? {}
      const given: Circumstances = {
        env: {
          ...home.env,
          ...variables,
          CODEARTS_ENTERPRISE_ID: tenant?.enterprise_id,
          CODEARTS_ENDPOINT: "http://127.0.0.1:1",
          ...(XDG_CONFIG_HOME !== undefined && {
            XDG_CONFIG_HOME: join(home.path, XDG_CONFIG_HOME)
          })
        },
        stdin: secret,
        keyring: testKeyring().keyring
      }
      const piped = await codearts(line, given)
      const typed = await codearts(line, { ...given, terminal: person, typed: secret })
      for (const { asked, stderr, stdout } of [piped, typed])
        expect(stdout + stderr + asked.join("")).not.toContain("canary")
    }
  )

  it.runIf(existsSync("/proc/self/cmdline"))(
    "is in no /proc/*/cmdline while a process has it",
    { timeout: 60_000 },
    async () => {
      const home = homeWith()
      const line = [
        "auth",
        "login",
        "--access-key",
        "AK",
        "--secret-key-stdin",
        "--insecure-storage"
      ]
      const { child, ended } = start("../src/main.ts", line, home.path)
      child.stdin.write(secret)
      const seen = new Set<string>()
      const watch = async () => {
        while (child.exitCode === null) {
          for (const pid of readdirSync("/proc").filter((name) => /^\d+$/u.test(name)))
            seen.add(cmdlineOf(pid))
          await setTimeout(50)
        }
      }
      const watched = watch()
      await setTimeout(300)
      child.stdin.end()
      await ended
      await watched
      expect([...seen].some((each) => each.includes("--secret-key-stdin"))).toBe(true)
      expect([...seen].filter((each) => each.includes(secret))).toEqual([])
      expect(home.read("credentials.yaml")).toContain(secret)
    }
  )

  const cmdlineOf = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8")
    } catch {
      return "" // it has ended meanwhile
    }
  }
})

describe("L8. A broken file of profiles says so and is kept", () => {
  const mutations = long ? 1_000 : 60

  /** Numbers that look random, the same in every run. */
  const numbers = (seed: number) => () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return seed / 2 ** 32
  }

  const config = `# of mine
version: 1
current: work
profiles:
  work: # the first
    region: ap-southeast-3
    enterprise_id: "t1"
    credential_command: [vault, read, 'a b']
  other: { region: la-north-2, endpoint: https://x.example }
`
  const credentials = `version: 1
profiles:
  work:
    access_key: AK
    secret_key: canary-secret
`
  const pieces = [
    "\t",
    "{",
    "[",
    "*a",
    "&a ",
    "- ",
    ": ",
    "\n",
    "'",
    '"',
    "%YAML 9\n",
    "---\n",
    "\u0000",
    "\uFEFF",
    "é",
    "!!js ",
    "? ",
    "| ",
    "<<: ",
    "1e999",
    "null",
    "#"
  ]

  const commands: Readonly<Record<string, string>> = {
    "config.yaml": "profile set new --region r",
    "credentials.yaml": "auth login --profile new --token-stdin --insecure-storage"
  }

  /** That an error names where: the line, or the file as a whole. */
  const rule = /\.yaml, line \d+: \S|\.yaml shares values/u

  const mutated = (text: string, next: () => number): Buffer => {
    const at = Math.floor(next() * text.length)
    const length = Math.floor(next() * 20)
    const piece = pieces[Math.floor(next() * pieces.length)] ?? ""
    const [before, after] = [text.slice(0, at), text.slice(at)]
    const kind = next()
    if (kind < 0.3) return Buffer.from(before + piece + after)
    if (kind < 0.5) return Buffer.from(before + after.slice(length))
    if (kind < 0.6) return Buffer.from(before)
    if (kind < 0.75) return Buffer.from(before + after.slice(0, length).repeat(2) + after)
    const bytes = Buffer.from(text)
    bytes[at] = Math.floor(next() * 256)
    return bytes
  }

  /** What is wrong with the outcome of one mutated file; nothing where it is as promised. */
  const complaints = async (name: string, bytes: Buffer, home: Home) => {
    const path = join(home.path, ".config/codearts", name)
    writeFileSync(path, bytes)
    const line = `${commands[name]}`
    const { status, stderr, stdout } = await codearts(line, { ...home, stdin: "tok" })
    const isKept = readFileSync(path).equals(bytes)
    const list = status === 0 ? await codearts("profile list", home) : undefined
    const wrong = {
      "it shows a stack": /^\s+at |a fault of this program/mu.test(stderr + stdout),
      "it shows the secret": (stderr + stdout).includes("canary"),
      "it ends otherwise": status !== 0 && status !== 2,
      "it is written over": status !== 0 && !isKept,
      "its rule is not named": status !== 0 && !rule.test(stderr),
      "it cannot be read any more": list !== undefined && list.status !== 0
    }
    return { status, wrong: Object.entries(wrong).flatMap(([what, is]) => (is ? [what] : [])) }
  }

  it(
    `of ${mutations} mutated ones none is written over, and none shows a stack`,
    { timeout: 300_000 },
    async () => {
      const next = numbers(20_260_525)
      const wrong: Array<unknown> = []
      let refused = 0
      for (let number = 0; number < mutations; number++) {
        const name = next() < 0.6 ? "config.yaml" : "credentials.yaml"
        const bytes = mutated(name === "config.yaml" ? config : credentials, next)
        const outcome = await complaints(
          name,
          bytes,
          homeWith({
            ".config/codearts/config.yaml": config,
            ".config/codearts/credentials.yaml": credentials
          })
        )
        if (outcome.status === 2) refused++
        if (outcome.wrong.length > 0) wrong.push({ file: bytes.toString("latin1"), ...outcome })
      }
      expect(wrong).toEqual([])
      expect(refused).toBeGreaterThan(mutations / 4)
    }
  )
})
