// Runs the tests of packages against mistakes made on purpose, and compares the ones that no test noticed
// with docs/mutation.md, which says of each why it is no mistake. Arguments: packages; by default all that are tested so.
import { spawnSync } from "node:child_process"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

const root = join(import.meta.dirname, "..")

const isTested = (name: string) => existsSync(join(root, "packages", name, "stryker.config.json"))

const asked = process.argv.slice(2)
const packages = asked.length > 0 ? asked : readdirSync(join(root, "packages")).filter(isTested)

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

/** What the mutants of a package came to, each file by its package and name. */
const filesOf = (name: string): Report["files"] => {
  const cwd = join(root, "packages", name)
  const { status } = spawnSync("stryker", ["run"], { cwd, stdio: "inherit" })
  if (status !== 0) throw new Error(`stryker ended with ${status} in ${cwd}`)
  const path = join(root, ".local", "stryker", `${name}.json`)
  const { files }: Report = JSON.parse(readFileSync(path, "utf8"))
  return Object.fromEntries(
    Object.entries(files).map(([file, told]) => [file.replace("src", name), told])
  )
}

const files: Report["files"] = Object.assign({}, ...packages.map(filesOf))

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

const survivors = Object.entries(files).flatMap(([file, { mutants, source }]) =>
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
      return spelled === "" ? [] : [{ file, spelled }]
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

// A row of the document's table a file.
for (const [file, { mutants }] of Object.entries(files)) {
  const count = mutants.filter(noticed).length
  console.log(`| \`${file}\` | ${mutants.length} | ${count} | ${mutants.length - count} |`)
}

const unexplained = without(survivors, explained)
const gone = without(explained, survivors).filter(({ file }) => file in files)
print("unexplained", unexplained)
print("explained, but noticed", gone)
process.exitCode = unexplained.length + gone.length === 0 ? 0 : 1
