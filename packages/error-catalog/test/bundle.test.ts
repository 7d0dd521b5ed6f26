import { rolldown } from "rolldown"
import { describe, expect, it } from "vitest"
import * as english from "../src/index.ts"

const source = (file: string): string => new URL(`../src/${file}`, import.meta.url).pathname

const application = "\0application"

/** The one file that an application of this text becomes. */
const bundle = async (text: string): Promise<string> => {
  const build = await rolldown({
    input: application,
    plugins: [
      {
        name: "application",
        resolveId: (id) => (id === application ? id : undefined),
        load: (id) => (id === application ? text : undefined)
      }
    ]
  })
  const [chunk] = (await build.generate({ minify: true, comments: false })).output
  return chunk.code
}

const importing = (names: string, entry = "index.ts"): string =>
  `export { ${names} } from ${JSON.stringify(source(entry))}`

const families = { uc: english.uc, apigw: english.apigw, iam: english.iam, kit: english.kit }

describe.each(Object.entries(families))("an application that imports %s alone", (name, rows) => {
  it("ships every row of it, and none of another family", async () => {
    const code = await bundle(importing(name))
    const shipped = english.entries.filter((row) => code.includes(row.meaning))
    expect(shipped).toEqual(rows)
  })

  it("ships no table of statuses and no Chinese", async () => {
    const code = await bundle(importing(name))
    expect(english.statuses.filter(({ action }) => code.includes(action))).toEqual([])
    expect(code).not.toMatch(/\p{Script=Han}/u)
  })
})

it("an application that imports all of the English catalog ships no Chinese", async () => {
  const code = await bundle(importing(Object.keys(english).join(", ")))
  expect(code).toContain(english.entries[0]?.meaning)
  expect(code).not.toMatch(/\p{Script=Han}/u)
})

it("an application that imports the statuses alone ships no row of a code", async () => {
  const code = await bundle(importing("statusText"))
  expect(english.entries.filter(({ action }) => code.includes(action))).toEqual([])
})

it("the Chinese entry ships Chinese", async () => {
  expect(await bundle(importing("explain", "zh/index.ts"))).toMatch(/\p{Script=Han}/u)
})

it.each(["index.ts", "zh/index.ts"])("importing %s for nothing ships nothing", async (entry) => {
  expect((await bundle(`import ${JSON.stringify(source(entry))}`)).trim()).toBe("")
})
