import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { createInterface } from "node:readline"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { bundle } from "./bundle.ts"

const run = promisify(execFile)
const home = mkdtempSync(join(tmpdir(), "codearts-bundle-"))
const directory = join(home, "package", "dist")
const codearts = join(directory, "codearts.cjs")

const env = {
  HOME: home,
  CODEARTS_ENTERPRISE_ID: "a8dd901e70f2485cb4f1fa2264eb3add",
  CODEARTS_REGION: "ap-southeast-3",
  HUAWEICLOUD_SDK_AK: "SAMPLEACCESSKEY00001",
  HUAWEICLOUD_SDK_SK: "sampleSecretKeyForTheEmulatorOnly0000001"
}

const patient = { timeout: 60_000 }

beforeAll(async () => {
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, "../package.json"), '{ "type": "module", "version": "1.2.3" }')
  await bundle(directory)
}, 60_000)

afterAll(() => rmSync(home, { recursive: true, force: true }))

/** Starts the emulator of the bundle on a store, and gives what it says to export. */
const emulator = async (data: string) => {
  const args = ["emulator", "start", "--port", "0", "--admin-port", "0", "--data", data]
  const child = spawn(process.execPath, [codearts, ...args], { env })
  onTestFinished(async () => {
    const closed = once(child, "close")
    child.kill("SIGTERM")
    await closed
  })
  const lines = createInterface({ input: child.stdout })
  const exported: Record<string, string> = {}
  for await (const line of lines) {
    const [, name = "", value = ""] = /^export (\w+)=(\S+)$/u.exec(line) ?? []
    exported[name] = value
    if (name === "CODEARTS_ADMIN_TOKEN") return exported // the last that every store has
  }
  throw new Error("the emulator ended before it served")
}

describe("the bundle, with nothing beside it", () => {
  it("tells its version", patient, async () => {
    const { stdout } = await run(process.execPath, [codearts, "--version"], { env })
    expect(stdout).toBe("codearts v1.2.3\n")
  })

  it.each(["memory", join(home, "emulator.db")])(
    "serves, lists and asks the admin API of an emulator that keeps its data in %s",
    patient,
    async (data) => {
      const exported = { ...env, ...(await emulator(data)) }
      const [list, state] = await Promise.all(
        ["vpcep list", "emulator state -o table"].map((line) =>
          run(process.execPath, [codearts, ...line.split(" ")], { env: exported })
        )
      )
      expect(list?.stdout.trim().split("\n")).toHaveLength(9)
      expect(state?.stdout).toContain("sample")
    }
  )

  it(
    "sets a profile, and keeps no secret where the keyring's library is not there",
    patient,
    async () => {
      const settings = { ...env, XDG_CONFIG_HOME: join(home, "config") }
      const codeartsBy = (line: string) =>
        run(process.execPath, [codearts, ...line.split(" ")], { env: settings })
      await codeartsBy("profile set work --region r")
      const login = codeartsBy("auth login --from-environment")
      await expect(login).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringContaining("the package @napi-rs/keyring is not installed")
      })
      const { stdout } = await codeartsBy("profile list")
      expect(stdout).toContain("work\tyes\tr\t\t\tnone")
    }
  )

  const prepared = ["--help", "vpcep list -h"]
  const args = (line: string) => line.split(" ")

  it.each(prepared)("has prepared what the command itself prints for %s", patient, async (line) => {
    const main = join(directory, "main.cjs") // has nothing prepared
    const [quick, whole] = await Promise.all(
      [codearts, main].map((file) => run(process.execPath, [file, ...args(line)], { env }))
    )
    expect(quick?.stdout).toBe(whole?.stdout)
    expect(quick?.stdout).toContain("USAGE")
  })

  /** What a program writes to a terminal, which `script` is; it has the width of 60 letters. */
  const onTerminal = async (file: string, line: string, more: Record<string, string> = {}) => {
    const command = `stty cols 60; ${process.execPath} ${file} ${line}`
    const { stdout } = await run("script", ["-qec", command, "/dev/null"], {
      env: { ...env, PATH: process.env["PATH"] ?? "", TERM: "xterm-256color", ...more }
    })
    return stdout
  }

  it.each([
    ["in colours", "vpcep list --help", {}],
    ["without colours where there are to be none", "vpcep list --help", { NO_COLOR: "1" }]
  ])("shows the same on a terminal, %s: %s", patient, async (_, line, more) => {
    const main = join(directory, "main.cjs")
    const [quick, whole] = await Promise.all(
      [codearts, main].map((file) => onTerminal(file, line, more))
    )
    expect(quick).toBe(whole)
    expect(quick?.includes("\u001B[")).toBe(Object.keys(more).length === 0 && line.endsWith("help"))
  })

  it("answers what is prepared before it loads anything", patient, async () => {
    const alone = join(home, "alone", "dist")
    mkdirSync(alone, { recursive: true })
    for (const file of ["codearts.cjs", "help.json", "../package.json"])
      copyFileSync(join(directory, file), join(alone, file))
    const { stdout } = await run(process.execPath, [join(alone, "codearts.cjs"), "api", "--help"], {
      env
    })
    expect(stdout).toContain("codearts api")
  })

  /** The files that a command loads. */
  const loadedBy = async (line: string): Promise<ReadonlyArray<string>> => {
    const teller = join(home, "teller.cjs")
    writeFileSync(
      teller,
      "process.on('exit', () => process.stderr.write(JSON.stringify(Object.keys(require.cache))))"
    )
    const all = ["--require", teller, codearts, ...args(line)]
    const { stderr } = await run(process.execPath, all, { env })
    return JSON.parse(stderr).map((file: string) => basename(file))
  }

  it("loads YAML and JMESPath for those alone who ask for them", patient, async () => {
    const lines = ["-o json", "-o yaml", "-o json --query [0]"]
    const loaded = await Promise.all(lines.map((line) => loadedBy(`region list ${line}`)))
    expect(
      loaded.map((files) => files.filter((file) => ["yaml.cjs", "jmespath.cjs"].includes(file)))
    ).toEqual([[], ["yaml.cjs"], ["jmespath.cjs"]])
  })

  it("keeps what was compiled in the user's own cache", patient, async () => {
    const cache = join(home, "elsewhere")
    await run(process.execPath, [codearts, "region", "list"], {
      env: { ...env, XDG_CACHE_HOME: cache }
    })
    const { stdout } = await run("find", [cache, "-type", "f"])
    expect(stdout).toContain(join(cache, "codearts"))
  })

  it("runs where there is no home to keep anything in", patient, async () => {
    const { stdout } = await run(process.execPath, [codearts, "region", "list"], {
      env: { HOME: "/dev/null" }
    })
    expect(stdout).toContain("ap-southeast-3")
  })

  it("says which Node it needs to one that is too old", patient, async () => {
    const older = `Object.defineProperty(process.versions, "node", { value: "22.19.0" })`
    const failed = run(process.execPath, ["-e", `${older}; require(${JSON.stringify(codearts)})`])
    await expect(failed).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error: codearts needs Node 22\.23 or newer, .* 22\.19\.0\n/u)
    })
  })

  it("has the license of everything that others wrote beside it", () => {
    const text = readFileSync(join(directory, "THIRD-PARTY-NOTICES.txt"), "utf8")
    for (const name of ["effect", "undici", "yaml", "@effect/sql-pg"])
      expect(text).toMatch(new RegExp(`^${name} [0-9.]+ \\((?:MIT|ISC)\\)$`, "mu"))
    // The license of this one asks to be told where its source is.
    expect(text).toMatch(/^@jmespath-community\/jmespath [0-9.]+ \(MPL-2\.0\)\nSource: \S+$/mu)
  })
})
