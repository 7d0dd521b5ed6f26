import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { type Browser, chromium } from "playwright-core"

const executablePath = "/usr/bin/chromium"

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync"
]

const install = (): void => {
  for (const command of [["update"], ["install", "--yes", "--no-install-recommends", "chromium"]])
    spawnSync("/usr/bin/apt-get", command, { stdio: "inherit" })
  if (!existsSync(executablePath))
    throw new Error(`CI runs the browser tests, but ${executablePath} could not be installed`)
}

/** Why the browser tests cannot run here; in CI they always do, or fail. */
export const noChromium = (): string | undefined => {
  if (existsSync(executablePath)) return undefined
  if (process.env.CI !== "true") return `there is no ${executablePath}`
  install()
  return undefined
}

export const launch = (): Promise<Browser> => chromium.launch({ executablePath, args })
