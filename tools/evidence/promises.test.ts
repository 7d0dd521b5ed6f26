import { existsSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"
import { promises } from "./promises.ts"

const rows = Object.values(promises).flat()

it("tells every promise once, in order", () => {
  const numbers = rows.map(({ promise }) => promise.split(".")[0])
  const range = (letter: string, last: number) =>
    Array.from({ length: last }, (_, index) => `${letter}${index + 1}`)
  const of = (letters: RegExp) => numbers.filter((number) => letters.test(number ?? ""))
  expect(of(/^[VDL]/u)).toEqual([...range("V", 14), ...range("D", 9), ...range("L", 9)])
  // Of the gateway's promises, those that it keeps by now; the faults it survives stand after them.
  expect(of(/^G/u)).toEqual(range("G", 19).filter((number) => of(/^G/u).includes(number)))
})

it("names tests that exist", () => {
  const files = rows.flatMap(({ tests }) => tests.map((test) => test.split(" ")[0] ?? ""))
  expect(files.filter((file) => !existsSync(join(import.meta.dirname, "../..", file)))).toEqual([])
})
