// The main job, for a newcomer: the gateway in front of the emulator, one signed call, and how to make the next.
import { sampleSeed } from "@codearts/emulator"
import { type ChildProcess, spawn } from "node:child_process"
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { parseArgs } from "node:util"

const root = join(import.meta.dirname, "..")
const data = join(root, ".local", "codearts.db")

const stop = (message: string): never => {
  console.error(message)
  process.exit(1)
}

const readPort = (): number => {
  try {
    const { values } = parseArgs({ options: { port: { type: "string", default: "8080" } } })
    const port = Number(values.port)
    if (/^\d{1,5}$/u.test(values.port) && port <= 65_535) return port
    return stop("--port: must be a whole number from 0 to 65535")
  } catch (error) {
    return stop(
      `${error instanceof Error ? error.message : String(error)}\nusage: npm start -- [--port N]`
    )
  }
}

const sampleSettings = (endpoint: string) => {
  const [tenant] = sampleSeed.tenants
  const key = tenant?.users.flatMap((user) => user.access_keys)[0]
  const project = tenant?.projects[0]
  if (tenant === undefined || key === undefined || project === undefined) {
    return stop("the sample has no tenant with a project and an access key")
  }
  return {
    HUAWEICLOUD_SDK_AK: key.access_key,
    HUAWEICLOUD_SDK_SK: key.secret_key,
    HUAWEICLOUD_SDK_PROJECT_ID: project.id,
    CODEARTS_ENTERPRISE_ID: tenant.enterprise_id,
    CODEARTS_REGION: project.name,
    CODEARTS_ENDPOINT: endpoint
  }
}

/** Starts the gateway and waits for the line on which it says where it listens. */
const startGateway = (
  port: number
): Promise<{ readonly gateway: ChildProcess; readonly url: string }> =>
  new Promise((resolve) => {
    const main = join(root, "apps/gateway/src/main.ts")
    const gateway = spawn(process.execPath, [main, "--port", String(port), "--data", data], {
      stdio: ["ignore", "pipe", "inherit"]
    })
    gateway.once("exit", (code) => process.exit(process.exitCode ?? code ?? 1))
    createInterface({ input: gateway.stdout }).once("line", (line) => {
      const url = /https?:\/\/\S+/u.exec(line)?.[0]
      if (url !== undefined) resolve({ gateway, url })
    })
  })

const listThroughCli = (settings: Readonly<Record<string, string>>): Promise<number | null> =>
  new Promise((resolve) => {
    const main = join(root, "apps/cli/src/main.ts")
    const cli = spawn(process.execPath, [main, "vpcep", "list", "--output", "table"], {
      env: { ...process.env, ...settings },
      stdio: ["ignore", "inherit", "inherit"]
    })
    cli.once("exit", resolve)
  })

const instructions = (settings: Readonly<Record<string, string>>, url: string) => `
Call it yourself, in another terminal in this directory:

${Object.entries(settings)
  .map(([name, value]) => `export ${name}=${value}`)
  .join("\n")}

npx codearts vpcep list
npx codearts vpcep list -o json
npx codearts vpcep delete ${sampleSeed.tenants[0]?.vpceps[0]?.vpcep_id ?? ""} --dry-run
npx codearts error explain APIGW.0301

API docs: ${url}/docs
Serving on ${url} until interrupted (Ctrl-C). The data is in .local/codearts.db.
`

const port = readPort()
mkdirSync(join(root, ".local"), { recursive: true })
const { gateway, url } = await startGateway(port)
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => gateway.kill(signal))
const settings = sampleSettings(url)
console.log("$ codearts vpcep list\n")
const status = await listThroughCli(settings)
if (status === 0) {
  console.log(instructions(settings, url))
} else {
  process.exitCode = 1
  gateway.kill("SIGTERM")
}
