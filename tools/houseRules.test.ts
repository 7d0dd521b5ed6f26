import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"

const root = join(import.meta.dirname, "..")
const sources = globSync("{packages,apps}/*/src/**/*.ts", {
  cwd: root,
  exclude: (file) => file.endsWith(".test.ts")
})

/** What packages publish beside their main entry: `@codearts/error-catalog/zh`. */
const entries = new Set(
  globSync("packages/*/package.json", { cwd: root }).flatMap((file) => {
    const { exports, name } = JSON.parse(readFileSync(join(root, file), "utf8"))
    return Object.keys(exports ?? {}).map((entry) => `${name}${entry.slice(1)}`)
  })
)

const linesOf = (file: string) => readFileSync(join(root, file), "utf8").split("\n")

// An assertion, and not `import { a as b }`, `as const` or the word in a text.
const assertion = /[\w)\]}>] as (?!const\b)[A-Za-z{(]/u
const beside = /\/\/|\*\//u
const noCode =
  /^\s*(?:import|export \{|\/\/|\*|\/\*)|^[^"`]*(?:"[^"]* as [^"]*"|`[^`]* as [^`]*`)|^\s*"/u

const unexplained = (file: string) => {
  const lines = linesOf(file)
  return lines.flatMap((line, index) => {
    const near = [line, lines[index - 1] ?? "", lines[index - 2] ?? "", lines[index + 1] ?? ""]
    const explained = near.some((each) => beside.test(each))
    return assertion.test(line) && !noCode.test(line) && !explained ? [`${file}:${index + 1}`] : []
  })
}

describe("the sources", () => {
  it("are found", () => expect(sources.length).toBeGreaterThan(100))

  it("say why wherever they assert a type with `as`", () => {
    expect(sources.flatMap(unexplained)).toEqual([])
  })

  it("name what leaves a module: no `export *`, no default export", () => {
    const loose = sources.filter((file) =>
      linesOf(file).some((line) => /^export (?:\*|default)/u.test(line))
    )
    expect(loose).toEqual([])
  })

  it("import other packages by their names only, or by an entry they publish", () => {
    const deep = sources.filter((file) =>
      linesOf(file).some((line) => {
        const [, name] =
          /(?:from |import\()"(@codearts\/[\w-]+\/[^"]*|(?:\.\.\/){3,}[^"]*)"/u.exec(line) ?? []
        return name !== undefined && !entries.has(name)
      })
    )
    expect(deep).toEqual([])
  })
})
