// Says where a copy of the vendor's document, in Markdown, and the catalog or the contract differ.
import { readFileSync } from "node:fs"
import { differences } from "./reference/differences.ts"
import { ours } from "./reference/ours.ts"
import { readDocument } from "./reference/readDocument.ts"

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, "utf8")
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return undefined
  }
}

const [file, ...others] = process.argv.slice(2)
const document = file === undefined || others.length > 0 ? undefined : read(file)
if (document === undefined) {
  console.error("usage: pnpm verify:reference FILE")
  process.exitCode = 2
} else {
  const found = differences(readDocument(document), ours())
  for (const difference of found) console.log(difference)
  process.exitCode = found.length === 0 ? 0 : 1
}
