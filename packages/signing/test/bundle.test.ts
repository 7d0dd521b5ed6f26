import { gzipSync } from "node:zlib"
import type { OutputChunk } from "rolldown"
import { describe, expect, it } from "vitest"
import { bundle, source } from "./bundle.ts"

const importing = (names: string, entry: string): string =>
  `export { ${names} } from ${JSON.stringify(source(entry))}`

/** The bytes that each module fills, for whoever must find out what became too large. */
const fill = ({ modules }: OutputChunk): string =>
  Object.entries(modules)
    .map(([id, { code }]) => `${Buffer.byteLength(code ?? "")} ${id.replace(source(""), "")}`)
    .join("\n")

describe("an application that only signs ships at most 6 kB, 2.5 kB with gzip", () => {
  it.each([
    ["@codearts/signing", "index.ts"],
    ["@codearts/signing/web", "web/index.ts"]
  ])("of %s", async (name, entry) => {
    const chunk = await bundle(importing("sign", entry), { minify: true, comments: false })
    const sizes = { minified: Buffer.byteLength(chunk.code), gzip: gzipSync(chunk.code).length }
    process.stdout.write(`sign of ${name}: ${sizes.minified} bytes, ${sizes.gzip} with gzip\n`)
    const fits = sizes.minified <= 6000 && sizes.gzip <= 2500
    expect(fits ? "" : fill(chunk)).toBe("")
  })
})

it.each(["index.ts", "web/index.ts"])("importing %s alone does nothing", async (entry) => {
  const { code } = await bundle(`import ${JSON.stringify(source(entry))}`, {
    minify: true,
    comments: false
  })
  expect(code.trim()).toBe("")
})

describe("the web entry", () => {
  it("loads nothing of Node, not even what it would not use", async () => {
    const whole = await bundle(importing("sign", "web/index.ts"), { treeshake: false })
    expect(Object.keys(whole.modules)).toContain(source("web/sign.ts"))
    expect(whole.imports).toEqual([])
  })

  it("uses no global of Node", async () => {
    const exported = await import("../src/web/index.ts")
    const all = Object.keys(exported).join(", ")
    const { code } = await bundle(importing(all, "web/index.ts"))
    expect(code).not.toMatch(/\b(?:Buffer|process|global|require)\b/)
  })
})
