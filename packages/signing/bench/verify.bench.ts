import { test } from "vitest"
import { cases } from "./cases.ts"
import { measureVerify } from "./measureVerify.ts"
import { ratioTable } from "./table.ts"

test.each(cases)("verifying: $name", { timeout: 120_000 }, async (each) => {
  const times = await measureVerify(each)
  process.stdout.write(`\n${ratioTable([{ name: `verify, ${each.name}`, times }])}\n`)
})
