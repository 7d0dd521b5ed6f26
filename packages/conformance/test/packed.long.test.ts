import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { otherNodes } from "./otherNode.ts"

const run = promisify(execFile)
const root = join(import.meta.dirname, "../../..")
const folder = mkdtempSync(join(tmpdir(), "codearts-packed-"))
const tarballs = join(folder, "tarballs")
const program = join(folder, "program")

const timeout = 600_000 // a machine with other work

const command = (name: string) => join(root, "node_modules", ".bin", name)

/** What is published, by its folder. */
const published: ReadonlyArray<string> = JSON.parse(
  readFileSync(join(root, "tsconfig.build.json"), "utf8")
).references.map(({ path }: { readonly path: string }) => path)

const examples = ["client.ts", "client-promise.ts"]

beforeAll(async () => {
  for (const directory of [tarballs, program]) mkdirSync(directory)
  await run(command("pnpm"), ["build"], { cwd: root })
  for (const path of published) {
    await run(command("pnpm"), ["pack", "--pack-destination", tarballs], { cwd: join(root, path) })
  }
  writeFileSync(join(program, "package.json"), JSON.stringify({ type: "module" }))
  const packed = readdirSync(tarballs).map((name) => join(tarballs, name))
  // Whoever installs them has npm, and none of this checkout.
  await run("npm", ["install", "--no-audit", "--no-fund", ...packed], { cwd: program })
  for (const name of examples) copyFileSync(join(root, "examples", name), join(program, name))
}, timeout)

afterAll(() => rmSync(folder, { recursive: true, force: true }), timeout)

const codearts = join(program, "node_modules", ".bin", "codearts")

/** The environment of a user: nothing of this checkout is on its path. */
const user = {
  PATH: `${join(process.execPath, "..")}:/usr/bin:/bin`,
  HOME: program,
  CODEARTS_ENTERPRISE_ID: "a8dd901e70f2485cb4f1fa2264eb3add",
  CODEARTS_REGION: "ap-southeast-3",
  HUAWEICLOUD_SDK_AK: "SAMPLEACCESSKEY00001",
  HUAWEICLOUD_SDK_SK: "sampleSecretKeyForTheEmulatorOnly0000001"
}

/** Starts the emulator of the packed command, and gives what it says to export. */
const emulator = async () => {
  const child = spawn(codearts, ["emulator", "start", "--port", "0", "--admin-port", "0"], {
    cwd: program,
    env: user
  })
  const closed = once(child, "close")
  onTestFinished(async () => {
    child.kill("SIGKILL")
    await closed
  })
  let stdout = ""
  // Read to its end: a reader that leaves ends the command.
  const served = new Promise<string>((resolve) => {
    child.stdout.on("data", (chunk) => {
      stdout += String(chunk)
      const endpoint = /^export CODEARTS_ENDPOINT=(\S+)\n/mu.exec(stdout)?.[1]
      if (endpoint !== undefined) resolve(endpoint)
    })
  })
  const ended = closed.then(() => {
    throw new Error("the emulator ended before it served")
  })
  ended.catch(() => {}) // it ends after the test, too
  return { CODEARTS_ENDPOINT: await Promise.race([served, ended]) }
}

const others = otherNodes()

afterAll(others.remove, timeout)

const unreachable = "the npm registry is not reachable"

describe("the packed command in an empty directory, with nothing that it could depend on", () => {
  const alone = join(folder, "alone")
  const file = join(alone, "package", "dist", "codearts.cjs")

  beforeAll(async () => {
    mkdirSync(alone)
    const tarball = readdirSync(tarballs).find((name) => name.startsWith("codearts-cli-")) ?? ""
    await run("tar", ["-xzf", join(tarballs, tarball), "-C", alone])
  }, timeout)

  it.for(["24.21.0", "26.10.0"])("runs on Node %s", { timeout }, async (version, { skip }) => {
    const node = (await others.nodeOf(version)) ?? skip(unreachable)
    const env = { ...user, ...(await emulator()) }
    const outputOf = async (line: string) =>
      (await run(node, [file, ...line.split(" ")], { cwd: alone, env })).stdout
    expect(await outputOf("--version")).toMatch(/^codearts v\d/u)
    expect(await outputOf("vpcep --help")).toContain("USAGE")
    expect((await outputOf("vpcep list")).trim().split("\n")).toHaveLength(9)
    expect(await outputOf("vpcep list -o yaml --query data.vpceps[0].creator")).not.toBe("")
  })

  it("says on Node 20 what it needs, and fails", { timeout }, async ({ skip }) => {
    const node = (await others.nodeOf("20.20.2")) ?? skip(unreachable)
    await expect(
      run(node, [file, "vpcep", "list"], { cwd: alone, env: user })
    ).rejects.toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^error: codearts needs Node 22\.23 or newer, .* 20\.20\.2\n/u)
    })
  })
})

describe("in an empty directory, with npm and the packed tarballs alone", () => {
  it.each(examples)("%s runs as it does here", { timeout }, async (name) => {
    const { stderr, stdout } = await run(process.execPath, [name], { cwd: program, env: user })
    expect(stderr).toBe("")
    expect(stdout).toContain("8 entries\n")
  })

  it("the programs compile against the types that are packed", { timeout }, async () => {
    const types = ["--types", "node", "--typeRoots", join(root, "node_modules", "@types")]
    const settings = ["--ignoreConfig", "--noEmit", "--strict", "--target", "esnext"]
    const { stdout } = await run(
      command("tsc"),
      [...settings, "--module", "nodenext", ...types, ...examples],
      { cwd: program }
    )
    expect(stdout).toBe("")
  })

  it("the command tells its version", { timeout }, async () => {
    const { version } = JSON.parse(readFileSync(join(root, "apps/cli/package.json"), "utf8"))
    const { stdout } = await run(codearts, ["--version"], { cwd: program, env: user })
    expect(stdout).toBe(`codearts v${version}\n`)
  })

  it("the command lists what its emulator has", { timeout }, async () => {
    const env = { ...user, ...(await emulator()) }
    const { stdout } = await run(codearts, ["vpcep", "list"], { cwd: program, env })
    const [head, ...rows] = stdout.trim().split("\n")
    expect(head).toMatch(/^vpcep_id\t/u)
    expect(rows).toHaveLength(8)
  })
})
