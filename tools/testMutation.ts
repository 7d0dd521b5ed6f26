// Compares the mutants that no test noticed with docs/mutation.md, which says of each why it is no mistake.
import { readFileSync } from "node:fs"
import { join } from "node:path"

const root = join(import.meta.dirname, "..", "..", "..")

interface Place {
  readonly line: number
  readonly column: number
}

interface Mutant {
  readonly status: string
  readonly replacement: string
  readonly location: { readonly start: Place; readonly end: Place }
}

interface Report {
  readonly files: Readonly<
    Record<string, { readonly source: string; readonly mutants: ReadonlyArray<Mutant> }>
  >
}

const report: Report = JSON.parse(
  readFileSync(join(root, ".local", "stryker", "mutation.json"), "utf8")
)

const longest = 60

const shortened = (code: string): string => {
  const line = code.replaceAll(/\s+/g, " ")
  return line.length > longest ? `${line.slice(0, longest)}...` : line
}

const codeAt = (source: string, { end, start }: Mutant["location"]): string => {
  const lines = source.split("\n").slice(start.line - 1, end.line)
  const last = lines.pop() ?? ""
  return [...lines, last.slice(0, end.column - 1)].join("\n").slice(start.column - 1)
}

// With a RuntimeError the changed module cannot even be loaded, which every test notices.
const noticed = ({ status }: Mutant): boolean =>
  ["Killed", "RuntimeError", "Timeout"].includes(status)

const survivors = Object.entries(report.files).flatMap(([file, { mutants, source }]) =>
  mutants
    .filter((mutant) => !noticed(mutant))
    .map(({ location, replacement }) => {
      const code = shortened(codeAt(source, location))
      return { file, spelled: `\`\` ${code} \`\` → \`\` ${shortened(replacement)} \`\`` }
    })
)

/** The survivors that the document explains, under a heading for each file. */
const explained = readFileSync(join(root, "docs", "mutation.md"), "utf8")
  .split("\n## ")
  .slice(1)
  .flatMap((section) => {
    const [file = "", ...lines] = section.split("\n")
    return lines.flatMap((line) => {
      const [, spelled = ""] = /^- (`` .* `` → `` .* ``): \S/.exec(line) ?? []
      return spelled === "" ? [] : [{ file: `src/${file}`, spelled }]
    })
  })

type Survivor = (typeof survivors)[number]

/** The first without those of the second, one for one. */
const without = (some: ReadonlyArray<Survivor>, others: ReadonlyArray<Survivor>) => {
  const rest = [...others]
  return some.filter(({ file, spelled }) => {
    const at = rest.findIndex((each) => each.file === file && each.spelled === spelled)
    if (at !== -1) rest.splice(at, 1)
    return at === -1
  })
}

const print = (title: string, found: ReadonlyArray<Survivor>) => {
  for (const { file, spelled } of found) console.log(`${title}: ${file}: ${spelled}`)
}

for (const [file, { mutants }] of Object.entries(report.files))
  console.log(`${file}: ${mutants.filter(noticed).length} of ${mutants.length} noticed`)

const unexplained = without(survivors, explained)
const gone = without(explained, survivors).filter(({ file }) => file in report.files)
print("unexplained", unexplained)
print("explained, but noticed", gone)
process.exitCode = unexplained.length + gone.length === 0 ? 0 : 1
