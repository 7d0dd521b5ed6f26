// Writes the documents that are made from code; with --check, says which of them are stale instead.
import { allowListSchema } from "@codearts/access"
import { openApi } from "@codearts/api"
import { seedJsonSchema } from "@codearts/emulator"
import { settingsSchema } from "@codearts/gateway"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { commandsPage } from "./commandsPage.ts"
import { errorPages } from "./errorPages.ts"
import { evidencePage } from "./evidence/evidencePage.ts"
import { promisesPage } from "./evidence/promises.ts"
import { readmes } from "./readmes.ts"
import { surfacePage } from "./surfacePage.ts"

const root = join(import.meta.dirname, "..")

const documents: Readonly<Record<string, () => string | Promise<string>>> = {
  "docs/allow-list.schema.json": () => `${JSON.stringify(allowListSchema(), null, 2)}\n`,
  "docs/commands.md": commandsPage,
  "docs/emulator-seed.schema.json": () => `${JSON.stringify(seedJsonSchema(), null, 2)}\n`,
  "docs/evidence.md": evidencePage,
  "docs/gateway.schema.json": () => `${JSON.stringify(settingsSchema(), null, 2)}\n`,
  "docs/openapi.json": () => `${JSON.stringify(openApi(), null, 2)}\n`,
  "docs/promises.md": promisesPage,
  "docs/surface.md": surfacePage,
  ...errorPages(),
  ...readmes()
}

const present = (file: string) => {
  try {
    return readFileSync(join(root, file), "utf8")
  } catch {
    return undefined // not written yet
  }
}

const stale: Array<string> = []
for (const [file, make] of Object.entries(documents)) {
  const wanted = await make()
  if (present(file) === wanted) continue
  stale.push(file)
  if (!process.argv.includes("--check")) writeFileSync(join(root, file), wanted)
}

if (stale.length > 0 && process.argv.includes("--check")) {
  console.error(`stale: ${stale.join(", ")}; run pnpm generate`)
  process.exitCode = 1
}
