import { test } from "vitest"
import { cases } from "./cases.ts"
import { measureSign } from "./measureSign.ts"
import { ratioTable } from "./table.ts"

test.each(cases)("signing: $name", { timeout: 120_000 }, async (each) => {
  const times = await measureSign(each)
  process.stdout.write(`\n${ratioTable([{ name: `sign, ${each.name}`, times }])}\n`)
})
