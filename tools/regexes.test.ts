import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"

const root = join(import.meta.dirname, "..")

// A slash that a value cannot stand before begins a regular expression.
const literal =
  /(?<=[(,=:[!&|?{};]\s*|return\s+|=>\s*|^\s*)\/(?![/*])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)/gmu

const withoutComments = (source: string) => source.replaceAll(/^\s*(?:\/\/|\/?\*).*$/gmu, "")

interface Found {
  readonly file: string
  readonly expression: RegExp
}

const expressionsIn = (file: string): ReadonlyArray<Found> =>
  [...withoutComments(readFileSync(join(root, file), "utf8")).matchAll(literal)].map(
    ([, source = "", flags = ""]) => ({
      file,
      expression: new RegExp(source, flags.replaceAll(/[gy]/gu, ""))
    })
  )

/** Where what a stranger sends is read. */
const reading = globSync("packages/{signing,ingress,admission,api}/src/**/*.ts", { cwd: root })
  .filter((file) => !file.includes(".test."))
  .toSorted()

const found = reading.flatMap(expressionsIn)

const size = 16 * 1024
const usual = [
  "a",
  "A",
  "0",
  " ",
  "\t",
  ",",
  ";",
  "=",
  "/",
  "%",
  "-",
  ".",
  "%20",
  "a,",
  "a;",
  "a=",
  "/a"
]

/** Long texts of what the expression speaks of, each with an end that fits nothing. */
const attacksOn = ({ source }: RegExp): ReadonlyArray<string> => {
  const own = [...new Set(source.replaceAll(/\\[a-zA-Z]/gu, ""))]
  const pairs = own.slice(0, 12).flatMap((a) => own.slice(0, 12).map((b) => a + b))
  return [...new Set([...usual, ...own, ...pairs])].flatMap((pump) => {
    const text = pump.repeat(Math.ceil(size / pump.length)).slice(0, size)
    return [`${text}\u0000`, `https://${text}\u0000`]
  })
}

const limit = 1

const fastest = (expression: RegExp, text: string): number => {
  let best = Infinity
  // A slow moment of the machine passes, a slow expression does not.
  for (let time = 0; time < 5 && (time < 1 || (best > limit && best < limit * 20)); time += 1) {
    const begun = performance.now()
    expression.test(text)
    best = Math.min(best, performance.now() - begun)
  }
  return best
}

/** Milliseconds that an attack takes which takes too long, `undefined` where none does. */
const slowness = (expression: RegExp): number | undefined => {
  for (const text of attacksOn(expression)) {
    const took = fastest(expression, text)
    if (took > limit) return took
  }
  return undefined
}

describe("a regular expression that reads what a stranger sends", () => {
  it("is found wherever there is one", () => {
    expect(found.length).toBeGreaterThan(40)
    const files = new Set(found.map(({ file }) => file))
    expect(files).toContain("packages/admission/src/body.ts")
  })

  it("takes under a millisecond for 16 kB, whatever they are", () => {
    const slow = found.flatMap(({ expression, file }) => {
      const took = slowness(expression)
      return took === undefined ? [] : [{ file, expression: String(expression), took }]
    })
    expect(slow).toEqual([])
  }, 60_000)

  it.each([/^a*a*b$/u, /\s+$/u, /\/+$/u])("would be noticed if it were slow: %s", (slow) => {
    expect(slowness(slow)).toBeGreaterThan(limit)
  })
})
