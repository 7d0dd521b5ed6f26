import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

const root = join(import.meta.dirname, "..")

const fences = /```ts\n[\s\S]*?```/gu

/** A README with each fence of TypeScript replaced by the example whose turn it is. */
const withExamples = (readme: string, examples: ReadonlyArray<string>) => {
  const left = examples.values()
  return readme.replace(fences, (fence) => {
    const example = left.next().value
    return example === undefined ? fence : `\`\`\`ts\n${example.trim()}\n\`\`\``
  })
}

const files = readdirSync(join(root, "examples")).filter((file) => file.endsWith(".ts"))

const read = (file: string) => readFileSync(join(root, file), "utf8")

/** The examples of a package, in turn: `NAME.ts`, then each `NAME-MORE.ts`. */
const examplesOf = (name: string) =>
  files
    .filter((file) => file === `${name}.ts` || file.startsWith(`${name}-`))
    .sort((a, b) => a.length - b.length)
    .map((file) => `examples/${file}`)

/** The README of each package that has examples of its name, with those examples in it as they run. */
export const readmes = (): Readonly<Record<string, () => string>> => {
  return Object.fromEntries(
    readdirSync(join(root, "packages"))
      .map((name) => [`packages/${name}/README.md`, examplesOf(name)] as const)
      .filter(([readme, examples]) => existsSync(join(root, readme)) && examples.length > 0)
      .map(([readme, examples]) => [readme, () => withExamples(read(readme), examples.map(read))])
  )
}
